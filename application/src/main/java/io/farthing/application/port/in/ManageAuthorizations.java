package io.farthing.application.port.in;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/**
 * What a user does with the consents given. Each change is on disk, and holds for the next payment, when it returns.
 * Thread-safe.
 */
public interface ManageAuthorizations {

    /** The user's authorization of that number, active or not; nothing when it is somebody else's. */
    Optional<Authorization> find(AuthorizationId id, UserOpenId user);

    /** The user's active authorization for that app. */
    Optional<Authorization> active(UserOpenId user, AppId app);

    /** Sets other limits, what is spent stays spent; nothing when there is no such active authorization of the user. */
    Optional<Authorization> changeLimits(AuthorizationId id, UserOpenId user, SpendingLimits limits);

    /** Withdraws a consent; nothing when there is no such active authorization of the user. */
    Optional<Authorization> revoke(AuthorizationId id, UserOpenId user);
}
