package io.farthing.application.port.in;

import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.Secret;
import java.util.Optional;

/**
 * Recognises apps. Apps are cached: what another server on the same database changes is seen here after at most
 * {@value #MAX_STALENESS_MS} ms, what this server changes at once. Thread-safe.
 */
public interface AuthenticateApp {

    /** How old the knowledge about an app can be, in milliseconds. */
    int MAX_STALENESS_MS = 1000;

    /** The app of that id, unless it is suspended. */
    Optional<App> find(AppId id);

    /** Whether {@code secret} is one of the app's; takes the same time whether or not it is nearly right. */
    boolean isAuthentic(App app, Secret secret);
}
