package io.farthing.application.port.in;

import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the operator does with apps. Thread-safe; of changes at the same time each is made wholly, one after the other.
 */
public interface ManageApps {

    /** The longest time for which a replaced secret may stay good. */
    Duration MAX_GRACE = Duration.ofDays(30);

    /** The most that one page holds. */
    int MAX_PAGE = 1000;

    /**
     * An app and a secret that is shown this once.
     *
     * @param app the app
     * @param secret its newest secret
     */
    record WithSecret(App app, Secret secret) {}

    /**
     * Registers an app under a random id, with a random secret.
     *
     * @throws InvalidInput when nothing of the name can be seen or some of it changes the direction of text; or a URI is
     *     not encrypted or the address is of the test net, and the operator allows neither
     */
    WithSecret register(AppProfile profile);

    /** The app of that id, suspended or not. */
    Optional<App> lookUp(AppId id);

    /**
     * Apps in the order of their ids, beginning after {@code after}; at most {@code limit}, which throws {@link
     * InvalidInput} unless it is 1 to {@value #MAX_PAGE}.
     */
    List<App> list(Optional<AppId> after, int limit);

    /** Replaces what is said about the app; nothing when there is none. Throws as {@link #register} does. */
    Optional<App> change(AppId id, AppProfile profile);

    /**
     * Gives the app a new secret; nothing when there is no such app. Earlier ones than the secret until now end at once.
     *
     * @param grace how long the secret until now stays good: zero to {@link #MAX_GRACE}
     * @throws InvalidInput when {@code grace} is out of range
     */
    Optional<WithSecret> rotateSecret(AppId id, Duration grace);

    /**
     * Stops the app, or lets it go on; nothing when there is no such app. Idempotent. A stopped app is known to nobody
     * who asks {@link AuthenticateApp}, which is what stops its payments: {@link RequestPayment} does not look at apps.
     */
    Optional<App> suspend(AppId id, boolean suspended);
}
