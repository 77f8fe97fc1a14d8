package io.farthing.web.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes every request for what its first line says. Javalin would believe a header that names another method. Then
 * what the log takes for a {@code GET}, as does a proxy that lets some methods through only, could change something;
 * and a {@code HEAD} could use up a code and keep the answer. Thread-safe: no state.
 */
final class MethodAsSent extends Handler.Wrapper {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields sent = request.getHeaders();
        Request plain = sent.contains(OVERRIDE)
                ? new WithHeaders(request, HttpFields.build(sent).remove(OVERRIDE))
                : request;
        return super.handle(plain, response, callback);
    }
}
