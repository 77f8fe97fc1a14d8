package io.farthing.web.session;

import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Knows from a cookie who is logged in. The cookie holds a secret that is made anew at every log-in, so nobody can be
 * lured into a session that somebody else knows. Thread-safe.
 */
public final class Sessions {
    private static final String COOKIE = "farthing-session";
    private static final String ATTRIBUTE = "io.farthing.web.user";

    private final LogIn logIn;
    private final Cookies cookies;
    private final Duration lifetime;

    /** Sessions that {@code logIn} keeps. */
    @Inject
    public Sessions(LogIn logIn, Cookies cookies, PlatformSettings settings) {
        this.logIn = logIn;
        this.cookies = cookies;
        this.lifetime = settings.sessionLifetime();
    }

    /** Who is logged in; looked up once in a request. */
    public Optional<User> user(Context ctx) {
        Optional<User> known = ctx.attribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        Optional<User> found = secret(ctx).flatMap(logIn::user);
        ctx.attribute(ATTRIBUTE, found);
        return found;
    }

    /** Who is logged in, as far as this request has found out: for pages that say that something is broken. */
    public Optional<User> userIfLookedUp(Context ctx) {
        Optional<User> known = ctx.attribute(ATTRIBUTE);
        return known == null ? Optional.empty() : known;
    }

    /** Hands a new session to the browser, and ends the one it had. */
    public void begin(Context ctx, Secret session) {
        secret(ctx).ifPresent(logIn::logOut);
        cookies.write(ctx, COOKIE, session.value(), lifetime);
    }

    /** Ends the session. Idempotent. */
    public void end(Context ctx) {
        secret(ctx).ifPresent(logIn::logOut);
        cookies.remove(ctx, COOKIE);
    }

    Optional<Secret> secret(Context ctx) {
        return cookies.readSecret(ctx, COOKIE);
    }
}
