package io.farthing.dotwallet.server;

import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Refusal;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Puts requests of the protocol that the server refuses before any endpoint sees them into the form of all other answers, as
 * far as their path can be read. What else goes with such an answer is left to {@code others}. Thread-safe.
 */
final class RefusedRequests implements Request.Handler {
    private final CodeNumbering numbering;
    private final Request.Handler others;

    RefusedRequests(CodeNumbering numbering, Request.Handler others) {
        this.numbering = numbering;
        this.others = others;
    }

    // A server that stops says so with its status, which proxies in front of it understand.
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isOurs =
                response.getStatus() < 500 && isOurs(request.getHttpURI().getPath());
        return others.handle(request, isOurs ? new Enveloped(request, response) : response, callback);
    }

    private static boolean isOurs(@Nullable String path) {
        return path != null && path.matches("(?s)/+(platform/+)?openapi/.*");
    }

    /** Sends an envelope in place of whatever is written. */
    private final class Enveloped extends Response.Wrapper {
        Enveloped(Request request, Response wrapped) {
            super(request, wrapped);
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            Envelope refusal = numbering.envelope(new Refusal(
                    ErrorCode.NOT_CREATED,
                    "the server refused the request before it was read, because of its path or its headers ("
                            + HttpStatus.getMessage(getStatus()) + "); correct it and send it again"));
            setStatus(HttpStatus.OK_200);
            getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            super.write(true, ByteBuffer.wrap(refusal.toJson()), callback);
        }
    }
}
