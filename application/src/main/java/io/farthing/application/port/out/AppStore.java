package io.farthing.application.port.out;

import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import java.util.List;
import java.util.Optional;

/**
 * The apps that the operator registered.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface AppStore {

    /** Adds a new app; throws {@link IllegalStateException} when its id is there already. */
    void add(App app);

    /** The app of that id. */
    Optional<App> find(AppId id);

    /** The app of that id, locked against other units of work until this one ends. */
    Optional<App> lock(AppId id);

    /** Replaces what is stored of the app; throws {@link IllegalStateException} when there is none of its id. */
    void update(App app);

    /**
     * Apps in the order of their ids.
     *
     * @param after the id after which to begin; none to begin with the first
     * @param limit how many at most, positive
     */
    List<App> list(Optional<AppId> after, int limit);
}
