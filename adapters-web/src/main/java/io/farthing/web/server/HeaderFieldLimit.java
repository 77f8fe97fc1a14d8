package io.farthing.web.server;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections on which a request has no more than so many header fields, trailers included: a tiny field takes many
 * times as much memory as bytes on the wire, of which alone Jetty has a limit. More are refused like headers that are too
 * long; too many trailers end the body before it is whole. Thread-safe.
 */
final class HeaderFieldLimit extends HttpConnectionFactory {
    private final int maxFields;

    HeaderFieldLimit(HttpConfiguration http, int maxFields) {
        super(http);
        this.maxFields = maxFields;
    }

    // What the superclass does, but for the kind of connection.
    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new Counting(connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private final class Counting extends HttpConnection {
        Counting(Connector connector, EndPoint endPoint) {
            super(HeaderFieldLimit.this.getHttpConfiguration(), connector, endPoint);
        }

        // The constructor of the superclass calls it.
        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                private int fields;

                @Override
                public void startRequest(String method, String uri, HttpVersion version) {
                    fields = 0;
                    super.startRequest(method, uri, version);
                }

                @Override
                public void parsedHeader(HttpField field) {
                    count();
                    super.parsedHeader(field);
                }

                @Override
                public void parsedTrailer(HttpField field) {
                    count();
                    super.parsedTrailer(field);
                }

                private void count() {
                    fields++;
                    if (fields > maxFields) {
                        throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
                    }
                }
            };
        }
    }
}
