package io.farthing.web.page;

import io.farthing.domain.app.WebUri;
import io.farthing.web.server.WebSettings;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.javalin.plugin.PluginPriority;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Headers that tell browsers what our pages never do: run scripts, load styles of others, be shown in a frame, be kept
 * in a cache. They go with every answer; an answer that may do more says so itself.
 */
public final class SecurityHeaders extends Plugin<Void> {
    private static final String POLICY = "default-src 'none'; style-src 'self'; "
            + "img-src 'self' data: https: http://localhost:* http://127.0.0.1:*; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final boolean encrypted;

    /** Headers as the settings want them. */
    @Inject
    public SecurityHeaders(WebSettings settings) {
        this.encrypted = settings.isEncrypted();
    }

    // Also an answer that another plugin gives before any handler runs carries these headers.
    @Override
    public PluginPriority priority() {
        return PluginPriority.EARLY;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.before(this::add);
    }

    /**
     * Lets the forms of the page that is being made lead on to an app, once they have been answered here: browsers
     * hold redirects after a post against the same rule as the post itself.
     */
    public static void allowForms(Context ctx, Collection<WebUri> targets) {
        ctx.header(
                "Content-Security-Policy",
                POLICY
                        + targets.stream()
                                .map(SecurityHeaders::source)
                                .distinct()
                                .collect(Collectors.joining(" ", " ", "")));
    }

    private void add(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("X-Content-Type-Options", "nosniff");
        // Without any referrer some browsers would post our own forms with the origin "null".
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cache-Control", "no-store");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        if (encrypted) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    // The rule's grammar has no addresses in brackets; for such a host only the scheme can be named.
    private static String source(WebUri target) {
        return target.authority().startsWith("[") ? target.scheme() + ":" : target.origin();
    }
}
