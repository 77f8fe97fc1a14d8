package io.farthing.application.fake;

import io.farthing.application.port.out.AuthorizationStore;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Authorizations in memory. */
final class InMemoryAuthorizationStore implements AuthorizationStore {

    private final InMemoryState state;
    private final AtomicLong lastId;

    InMemoryAuthorizationStore(InMemoryState state, AtomicLong lastId) {
        this.state = state;
        this.lastId = lastId;
    }

    @Override
    public AuthorizationId nextId() {
        return new AuthorizationId(lastId.incrementAndGet());
    }

    @Override
    public void add(Authorization authorization) {
        InMemoryState.require(state.users, authorization.user());
        InMemoryState.require(state.apps, authorization.app());
        requireOnlyActive(authorization);
        InMemoryState.add(state.authorizations, authorization.id(), authorization);
    }

    @Override
    public Optional<Authorization> find(AuthorizationId id) {
        return Optional.ofNullable(state.authorizations.get(id));
    }

    @Override
    public Optional<Authorization> findActive(UserOpenId user, AppId app) {
        return state.authorizations.values().stream()
                .filter(authorization -> authorization.isActive()
                        && authorization.user().equals(user)
                        && authorization.app().equals(app))
                .findAny();
    }

    @Override
    public Optional<Authorization> lockActive(UserOpenId user, AppId app) {
        return findActive(user, app);
    }

    @Override
    public Optional<Authorization> lock(AuthorizationId id) {
        return find(id);
    }

    @Override
    public void update(Authorization authorization, Instant at) {
        requireOnlyActive(authorization);
        InMemoryState.update(state.authorizations, authorization.id(), authorization);
    }

    @Override
    public List<Authorization> of(UserOpenId user, int maxEnded) {
        return Stream.concat(newestFirst(user, true), newestFirst(user, false).limit(maxEnded))
                .toList();
    }

    private Stream<Authorization> newestFirst(UserOpenId user, boolean isActive) {
        return state.authorizations.values().stream()
                .filter(authorization -> authorization.user().equals(user) && authorization.isActive() == isActive)
                .sorted(Comparator.comparing(
                        authorization -> -authorization.id().value()));
    }

    private void requireOnlyActive(Authorization authorization) {
        Optional<Authorization> other = findActive(authorization.user(), authorization.app())
                .filter(active -> !active.id().equals(authorization.id()));
        if (authorization.isActive() && other.isPresent()) {
            throw new StorageFailure(
                    StorageFailure.Category.CONFLICT,
                    "the user has an active authorization for the app already",
                    new IllegalStateException(other.get().id().toString()));
        }
    }
}
