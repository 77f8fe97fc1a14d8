package io.farthing.application.service;

import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.user.UserOpenId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes and ends consents. Thread-safe. */
final class AuthorizationService implements ManageAuthorizations {

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    /** The service on a storage. */
    AuthorizationService(UnitOfWork unitOfWork, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Optional<Authorization> find(AuthorizationId id, UserOpenId user) {
        return unitOfWork
                .read(stores -> stores.authorizations().find(id))
                .filter(found -> found.user().equals(user));
    }

    @Override
    public Optional<Authorization> active(UserOpenId user, AppId app) {
        return unitOfWork.read(stores -> stores.authorizations().findActive(user, app));
    }

    @Override
    public Optional<Authorization> changeLimits(AuthorizationId id, UserOpenId user, SpendingLimits limits) {
        return update(id, user, authorization -> authorization.withLimits(limits));
    }

    @Override
    public Optional<Authorization> revoke(AuthorizationId id, UserOpenId user) {
        return update(id, user, authorization -> authorization.end(Standing.REVOKED));
    }

    private Optional<Authorization> update(AuthorizationId id, UserOpenId user, UnaryOperator<Authorization> change) {
        return unitOfWork.write(stores -> {
            Optional<Authorization> changed = stores.authorizations()
                    .lock(id)
                    .filter(found -> found.isActive() && found.user().equals(user))
                    .map(change);
            changed.ifPresent(after -> stores.authorizations().update(after, clock.instant()));
            return changed;
        });
    }
}
