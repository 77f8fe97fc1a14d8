package io.farthing.web.wallet;

import io.farthing.application.port.in.ManageApps;
import io.farthing.domain.app.AppId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The badges of the apps on one page, each looked up once. Used by one thread. */
final class AppBadges {
    private final ManageApps apps;
    private final Map<AppId, AppBadge> known = new HashMap<>();

    AppBadges(ManageApps apps) {
        this.apps = apps;
    }

    /** The badge of an app; an app that is not there any more is shown by its id. */
    AppBadge of(AppId id) {
        return known.computeIfAbsent(
                id,
                missing -> apps.lookUp(missing)
                        .map(AppBadge::of)
                        .orElseGet(() -> new AppBadge(missing.value(), Optional.empty())));
    }
}
