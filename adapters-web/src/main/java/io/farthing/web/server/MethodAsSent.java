package io.farthing.web.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes every request for what its first line says. Javalin believes a header instead, by which a request that the log, and
 * a proxy that lets some methods through only, take for a {@code GET} would change something, and a {@code HEAD} would use
 * up a code and keep the answer. Thread-safe: no state.
 */
final class MethodAsSent extends Handler.Wrapper {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean namesAnother = request.getHeaders().contains(OVERRIDE);
        return super.handle(namesAnother ? new Plain(request) : request, response, callback);
    }

    /** A request without that header. */
    private static final class Plain extends Request.Wrapper {
        private final HttpFields headers;

        Plain(Request wrapped) {
            super(wrapped);
            headers = HttpFields.build(wrapped.getHeaders()).remove(OVERRIDE).asImmutable();
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
