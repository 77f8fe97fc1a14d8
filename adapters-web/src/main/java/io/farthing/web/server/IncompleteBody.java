package io.farthing.web.server;

import java.io.IOException;

/** A client has not sent all of a request. That is no fault of ours, and outsiders can cause it at will. */
public final class IncompleteBody extends IOException {
    private static final long serialVersionUID = 1L;

    IncompleteBody(String message) {
        super(message);
    }
}
