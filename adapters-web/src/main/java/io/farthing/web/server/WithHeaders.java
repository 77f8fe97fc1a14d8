package io.farthing.web.server;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/** A request with other headers than those that were sent. */
final class WithHeaders extends Request.Wrapper {
    private final HttpFields headers;

    WithHeaders(Request wrapped, HttpFields.Mutable headers) {
        super(wrapped);
        this.headers = headers.asImmutable();
    }

    @Override
    public HttpFields getHeaders() {
        return headers;
    }
}
