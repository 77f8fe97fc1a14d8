package io.farthing.web.server;

import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads every request as UTF-8, which is what our pages and our protocol say, whatever the request itself says. So
 * nobody behind this stumbles over a character set that does not exist. Thread-safe: no state.
 */
final class Utf8Only extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpField type = request.getHeaders().getField(HttpHeader.CONTENT_TYPE);
        boolean namesCharset = type != null
                && type.getValue() != null
                && type.getValue().toLowerCase(Locale.ROOT).contains("charset");
        return super.handle(namesCharset ? withMediaTypeAlone(request, type.getValue()) : request, response, callback);
    }

    private static WithHeaders withMediaTypeAlone(Request request, String contentType) {
        int end = contentType.indexOf(';');
        String mediaType = end < 0 ? contentType : contentType.substring(0, end);
        return new WithHeaders(request, HttpFields.build(request.getHeaders()).put(HttpHeader.CONTENT_TYPE, mediaType));
    }
}
