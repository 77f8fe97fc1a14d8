package io.farthing.application.fake;

import io.farthing.application.port.out.AppStore;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import java.util.List;
import java.util.Optional;

/** Apps in memory. */
final class InMemoryAppStore implements AppStore {

    private final InMemoryState state;

    InMemoryAppStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public void add(App app) {
        InMemoryState.add(state.apps, app.id(), app);
    }

    @Override
    public Optional<App> find(AppId id) {
        return Optional.ofNullable(state.apps.get(id));
    }

    @Override
    public Optional<App> lock(AppId id) {
        return find(id);
    }

    @Override
    public void update(App app) {
        InMemoryState.update(state.apps, app.id(), app);
    }

    @Override
    public List<App> list(Optional<AppId> after, int limit) {
        String floor = after.map(AppId::value).orElse("");
        return state.apps.values().stream()
                .filter(app -> app.id().value().compareTo(floor) > 0)
                .limit(limit)
                .toList();
    }
}
