package io.farthing.web.session;

import io.farthing.domain.secret.Secret;
import io.farthing.domain.text.Texts;
import io.farthing.web.server.WebSettings;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Our cookies: never readable by scripts, not sent along with posts of other sites, and over {@code https} only where
 * the public URL is such. There they carry the prefix {@code __Host-}, which no neighbouring host can set.
 *
 * <p>Thread-safe.
 */
public final class Cookies {
    private final boolean encrypted;
    private final SecureRandom random;

    /** Cookies as the settings want them. */
    @Inject
    public Cookies(WebSettings settings, SecureRandom random) {
        this.encrypted = settings.isEncrypted();
        this.random = random;
    }

    /** What the browser sent under {@code name}, which may be anything; nothing when it is absent. */
    public Optional<String> read(Context ctx, String name) {
        return Optional.ofNullable(ctx.cookie(fullName(name)));
    }

    /** The same where it is a secret of ours; nothing when it cannot be one. */
    public Optional<Secret> readSecret(Context ctx, String name) {
        return read(ctx, name)
                .filter(value -> Texts.isHex(value, 2 * Secret.RANDOM_BYTES))
                .map(Secret::new);
    }

    /** A new secret of ours, for a cookie that is yet to be set. */
    public Secret newSecret() {
        byte[] bytes = new byte[Secret.RANDOM_BYTES];
        random.nextBytes(bytes);
        return Secret.ofRandom(bytes);
    }

    /** Sets a cookie; {@code value} is plain ASCII without blanks and punctuation. */
    public void write(Context ctx, String name, String value, Duration lifetime) {
        ctx.cookie(cookie(name, value, Math.toIntExact(lifetime.toSeconds())));
    }

    /** Takes a cookie from the browser. */
    public void remove(Context ctx, String name) {
        ctx.cookie(cookie(name, "", 0));
    }

    private Cookie cookie(String name, String value, int maxAgeSeconds) {
        return new Cookie(fullName(name), value, "/", maxAgeSeconds, encrypted, true, null, SameSite.LAX);
    }

    private String fullName(String name) {
        return encrypted ? "__Host-" + name : name;
    }
}
