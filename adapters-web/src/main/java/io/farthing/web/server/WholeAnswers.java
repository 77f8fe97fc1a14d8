package io.farthing.web.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is written of an answer until all of it is, and sends it then. So no thread waits for clients that read slowly:
 * they would soon have all of them. They take nothing from the others but memory: large answers a bounded share of it
 * together, and small ones, which are not counted, no more than the {@link ConnectionLimit} has set aside for each
 * connection.
 *
 * <p>An answer that is more than can be kept is refused in its place. Answers to the operator go out as they are written:
 * some show how far something has come. Thread-safe.
 */
final class WholeAnswers extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(WholeAnswers.class);
    private static final String OPERATORS = "/operator/";
    /** Answers up to this size, all those to strangers, may always wait: a connection's share has room for one. */
    private static final int SMALL_BYTES = 64 * 1024;

    private final long maxKeptBytes;
    private final AtomicLong keptBytes = new AtomicLong();
    private final OnceAMinute warning = new OnceAMinute();

    /** Keeps so many bytes of larger answers at most, for all requests together. */
    WholeAnswers(long maxKeptBytes) {
        this.maxKeptBytes = maxKeptBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        boolean isOperators = path != null && path.startsWith(OPERATORS);
        return super.handle(request, isOperators ? response : new Answer(request, response), callback);
    }

    private void warn() {
        warning.run(() -> LOG.warn(
                "Answers of more than {} bytes that wait for their readers hold {} bytes, which is what they may hold"
                        + " together: further ones are refused",
                SMALL_BYTES,
                maxKeptBytes));
    }

    /** What has been written of an answer so far. Used by one thread at a time. */
    private final class Answer extends Response.Wrapper {
        private byte[] bytes = {};
        private int size;
        private int counted;
        private boolean isBegun;
        private boolean isTooMuch;

        Answer(Request request, Response wrapped) {
            super(request, wrapped);
        }

        // What has been written cannot be taken back, as far as those who write can tell.
        @Override
        public boolean isCommitted() {
            return isBegun || super.isCommitted();
        }

        @Override
        public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
            if (last && !isBegun) {
                super.write(true, content, callback);
                return;
            }
            begin();
            keep(content);
            if (!last) {
                callback.succeeded();
            } else if (isTooMuch) {
                warn();
                Response.writeError(getRequest(), getWrapped(), callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            } else {
                super.write(true, ByteBuffer.wrap(bytes, 0, size), callback);
            }
        }

        private void begin() {
            if (!isBegun) {
                isBegun = true;
                Request.addCompletionListener(getRequest(), failure -> count(0));
            }
        }

        private void keep(@Nullable ByteBuffer content) {
            if (content == null) {
                return;
            }
            int more = content.remaining();
            if (isTooMuch || !hasRoomFor(size + more)) {
                content.position(content.limit());
                isTooMuch = true;
                bytes = new byte[0];
                count(0);
                return;
            }
            content.get(bytes, size, more);
            size += more;
        }

        private boolean hasRoomFor(int length) {
            if (length <= bytes.length) {
                return true;
            }
            int grown = Math.max(length, 2 * bytes.length);
            if (count(grown > SMALL_BYTES ? grown : 0) > maxKeptBytes && counted > 0) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, grown);
            return true;
        }

        /** How many bytes all answers hold from now on, when this one holds so many. */
        private long count(int held) {
            long more = (long) held - counted;
            counted = held;
            return keptBytes.addAndGet(more);
        }
    }
}
