package io.farthing.web.page;

import io.farthing.web.server.WebSettings;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Headers that tell browsers what our pages never do: run scripts, load styles of others, be shown in a frame, be kept
 * in a cache. They go with every answer; an answer that may do more says so itself.
 */
public final class SecurityHeaders extends Plugin<Void> {
    private static final String FORMS_LEADING_ANYWHERE = "default-src 'none'; style-src 'self'; "
            + "img-src 'self' data: https: http://localhost:* http://127.0.0.1:*; "
            + "frame-ancestors 'none'; base-uri 'none'";
    private static final String POLICY = FORMS_LEADING_ANYWHERE + "; form-action 'self'";

    private final HttpFields headers;

    /** Headers as the settings want them. */
    @Inject
    public SecurityHeaders(WebSettings settings) {
        this.headers = headers(settings.isEncrypted());
    }

    // Set before any handler runs: also an answer that another plugin gives carries these headers, and so does one to a
    // request that no handler sees.
    @Override
    public void onInitialize(JavalinState state) {
        state.jetty.modifyServer(server -> {
            server.insertHandler(new Setter(headers));
            Request.Handler errors = server.getErrorHandler();
            server.setErrorHandler((request, response, callback) -> {
                headers.forEach(response.getHeaders()::put);
                return errors.handle(request, response, callback);
            });
        });
    }

    /**
     * Lets the forms of the page that is being made lead out, once they have been answered here. Browsers hold every
     * redirect after a post against the rule of the page, also one from an app's place to its next, which we cannot
     * know. So the rule would have to allow all servers, and then it stops nothing that the tokens of forms do not.
     */
    static void letFormsLeadOut(Context ctx) {
        ctx.header("Content-Security-Policy", FORMS_LEADING_ANYWHERE);
    }

    private static HttpFields headers(boolean encrypted) {
        HttpFields.Mutable headers = HttpFields.build();
        add(headers, "Content-Security-Policy", POLICY);
        add(headers, "X-Frame-Options", "DENY");
        add(headers, "X-Content-Type-Options", "nosniff");
        // Without any referrer some browsers would post our own forms with the origin "null".
        add(headers, "Referrer-Policy", "same-origin");
        add(headers, "Cache-Control", "no-store");
        add(headers, "Cross-Origin-Opener-Policy", "same-origin");
        if (encrypted) {
            add(headers, "Strict-Transport-Security", "max-age=31536000");
        }
        return headers.asImmutable();
    }

    // Every answer carries them, so their bytes are made once.
    private static void add(HttpFields.Mutable headers, String name, String value) {
        headers.add(new PreEncodedHttpField(name, value));
    }

    /** Sets the headers on every answer before it is made. */
    private static final class Setter extends Handler.Wrapper {
        private final HttpFields headers;

        Setter(HttpFields headers) {
            this.headers = headers;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            response.getHeaders().add(headers);
            return super.handle(request, response, callback);
        }
    }
}
