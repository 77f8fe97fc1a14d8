package io.farthing.application.port.out;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The consents of users to apps.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface AuthorizationStore {

    /**
     * A number that no authorization has had. Numbers grow, with gaps. They stay used even if this unit of work writes
     * nothing, and when the storage is opened again.
     */
    AuthorizationId nextId();

    /**
     * Adds an authorization. When the user has an active one for the app already, the unit of work fails as a
     * {@link StorageFailure.Category#CONFLICT} and is run again.
     */
    void add(Authorization authorization);

    /** The authorization of that number, active or not. */
    Optional<Authorization> find(AuthorizationId id);

    /** The active authorization of that user for that app. */
    Optional<Authorization> findActive(UserOpenId user, AppId app);

    /** The active authorization of that user for that app, locked until this unit of work ends. */
    Optional<Authorization> lockActive(UserOpenId user, AppId app);

    /** The authorization of that number, locked until this unit of work ends. */
    Optional<Authorization> lock(AuthorizationId id);

    /**
     * Replaces limits, usage and standing; throws {@link IllegalStateException} when there is none of that number.
     *
     * @param at when that was decided, for those who are told of it; a storage need not keep it
     */
    void update(Authorization authorization, Instant at);

    /**
     * A user's authorizations: first every active one, so at most one for each app, then the ended ones; both newest
     * first.
     *
     * @param maxEnded how many ended ones to list at most
     */
    List<Authorization> of(UserOpenId user, int maxEnded);
}
