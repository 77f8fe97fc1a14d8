package io.farthing.web.wallet;

import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import java.util.Optional;

/**
 * How an app is shown.
 *
 * @param name its name
 * @param icon its picture, if it may be shown: never one that is fetched over an open network unencrypted
 */
public record AppBadge(String name, Optional<String> icon) {

    /** The badge of an app. */
    public static AppBadge of(App app) {
        return new AppBadge(
                app.profile().name(),
                app.profile()
                        .icon()
                        .filter(uri -> uri.isEncrypted() || uri.isLoopback())
                        .map(WebUri::toString));
    }

    /** What stands in for a picture: the first letter of the name. */
    public String initial() {
        return name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
