package io.farthing.application.service.event;

import io.farthing.application.port.out.AuthorizationStore;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.event.AuthorizationEvents;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Authorizations, of which it is noticed what becomes of them. */
final class EventfulAuthorizationStore implements AuthorizationStore {

    private final AuthorizationStore authorizations;
    private final Consumer<List<PlatformEvent>> notice;

    EventfulAuthorizationStore(AuthorizationStore authorizations, Consumer<List<PlatformEvent>> notice) {
        this.authorizations = authorizations;
        this.notice = notice;
    }

    @Override
    public AuthorizationId nextId() {
        return authorizations.nextId();
    }

    @Override
    public void add(Authorization authorization) {
        authorizations.add(authorization);
        if (authorization.isActive()) {
            notice.accept(List.of(AuthorizationEvents.added(authorization)));
        }
    }

    // Whoever changes an authorization has locked it, so looking at it once more waits for nobody.
    @Override
    public void update(Authorization authorization, Instant at) {
        Optional<Authorization> before = authorizations.lock(authorization.id());
        authorizations.update(authorization, at);
        before.ifPresent(earlier -> notice.accept(AuthorizationEvents.changed(earlier, authorization, at)));
    }

    @Override
    public Optional<Authorization> find(AuthorizationId id) {
        return authorizations.find(id);
    }

    @Override
    public Optional<Authorization> findActive(UserOpenId user, AppId app) {
        return authorizations.findActive(user, app);
    }

    @Override
    public Optional<Authorization> lockActive(UserOpenId user, AppId app) {
        return authorizations.lockActive(user, app);
    }

    @Override
    public Optional<Authorization> lock(AuthorizationId id) {
        return authorizations.lock(id);
    }

    @Override
    public List<Authorization> of(UserOpenId user, int maxEnded) {
        return authorizations.of(user, maxEnded);
    }
}
