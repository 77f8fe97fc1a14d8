package io.farthing.web.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that get no other answer: Jetty refuses them before any handler sees them, such as those with paths that
 * can be read in two ways, or the server stops, or a handler fails. Like all others these answers carry an id, and each
 * request leaves a line in the log. Thread-safe: no state.
 */
final class LastAnswers implements Request.Handler {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%1$d %2$s</title></head>
            <body><h1>%1$d %2$s</h1><p>%3$s</p></body></html>
            """;
    // The form of every refusal outside the protocol.
    private static final String JSON = "{\"error\":{\"field\":\"\",\"message\":\"%2$s (%1$d). %3$s\"}}";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean isUnheardOf = !RequestJournal.isBegun(request);
        String id = RequestJournal.begin(request, response);
        int status = response.getStatus();
        String form = wantsPage(request) ? PAGE : JSON;
        // A version of HTTP, or a way to send a body, that the server does not know will not be known shortly either.
        boolean passes = status >= 500
                && status != HttpStatus.NOT_IMPLEMENTED_501
                && status != HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        String whatToDo = passes
                ? "Try again shortly."
                : "The server refused the request before it was read; correct it and send it again.";
        String body = String.format(Locale.ROOT, form, status, HttpStatus.getMessage(status), whatToDo);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, form.equals(PAGE) ? "text/html;charset=utf-8" : "application/json");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        if (isUnheardOf) {
            RequestJournal.log(id, request, response);
        }
        return true;
    }

    private static boolean wantsPage(Request request) {
        String path = request.getHttpURI().getPath();
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        boolean isOperators = path != null && path.matches("(?s)/+operator/.*");
        return !isOperators && accept != null && accept.contains("text/html");
    }
}
