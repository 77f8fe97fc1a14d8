package io.farthing.web.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the body of a request before anybody else sees the request. No thread waits meanwhile, so clients that send
 * slowly take nothing from the others but memory: large bodies a bounded share of it together, and small ones, which are
 * not counted, no more than the {@link ConnectionLimit} has set aside for each connection.
 *
 * <p>Of a body that is too long those behind get one byte more than the limit, which is how they know; the rest is read
 * and dropped, because clients listen for the answer only when all is sent. A body that breaks off, takes too long, or
 * is more than can be kept is an {@link IncompleteBody} for those behind. Thread-safe.
 */
final class WholeBodies extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(WholeBodies.class);
    private static final long MAX_DROPPED_BYTES = 32L * 1024 * 1024;
    /** Bodies up to this size, forms and ordinary payments, may always wait: a connection's share has room for one. */
    private static final int SMALL_BYTES = 16 * 1024;

    private final int maxBytes;
    private final Duration patience;
    private final long maxWaitingBytes;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final OnceAMinute warning = new OnceAMinute();

    /**
     * Waits for bodies.
     *
     * @param maxBytes how long a body may be
     * @param patience how long after its beginning a request may still send some of its body
     * @param maxWaitingBytes how much of larger bodies is kept until a thread takes them, for all requests together
     */
    WholeBodies(int maxBytes, Duration patience, long maxWaitingBytes) {
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.maxWaitingBytes = maxWaitingBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            return super.handle(request, response, callback);
        }
        Body body = new Body(request, response, callback);
        // One that is whole has a thread at once, and threads are few, so it need not be counted.
        if (body.isWhole() || body.isTooLate() || body.isTooMuch()) {
            return super.handle(body.asRequest(), response, callback);
        }
        request.demand(body);
        return true;
    }

    private void warn() {
        warning.run(() -> LOG.warn(
                "Bodies of more than {} bytes that are not whole, or wait for a thread, hold {} bytes, which is what"
                        + " they may hold together: requests with such bodies are refused",
                SMALL_BYTES,
                maxWaitingBytes));
    }

    /** What has come of a body so far; runs when there is more. One thread at a time has it. */
    private final class Body implements Invocable.Task {
        private final Request request;
        private final Response response;
        private final Callback callback;

        private byte[] bytes = {};
        private int size;
        private long dropped;
        private int counted;
        private @Nullable IncompleteBody failure;

        Body(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        // One that is whole still has to wait for a thread, and counts until then.
        @Override
        public void run() {
            try {
                boolean isOver = isWhole() || isTooLate();
                if (isTooMuch() || isOver) {
                    request.getContext().execute(this::goOn);
                } else {
                    request.demand(this);
                }
            } catch (RuntimeException | Error e) {
                count(0);
                throw e;
            }
        }

        /** Takes what is there; whether that is all, or nothing more will come. */
        boolean isWhole() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    return false;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    // Without its cause: Javalin would answer by itself where that is that nothing came for a while.
                    fail("the body broke off before its end");
                    return true;
                }
                take(chunk.getByteBuffer());
                chunk.release();
                if (chunk.isLast() || dropped > MAX_DROPPED_BYTES) {
                    return true;
                }
            }
        }

        private void take(ByteBuffer more) {
            int taken = Math.min(more.remaining(), maxBytes + 1 - size);
            if (size + taken > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + taken, Math.min(2 * bytes.length, maxBytes + 1)));
            }
            more.get(bytes, size, taken);
            size += taken;
            dropped += more.remaining();
        }

        private boolean isTooLate() {
            boolean isTooLate = NanoTime.since(request.getBeginNanoTime()) > patience.toNanos();
            if (isTooLate) {
                fail("the body has not come within " + patience);
            }
            return isTooLate;
        }

        private boolean isTooMuch() {
            boolean isTooMuch = count(bytes.length > SMALL_BYTES ? bytes.length : 0) > maxWaitingBytes && counted > 0;
            if (isTooMuch) {
                fail("too many large bodies have yet to come");
                warn();
            }
            return isTooMuch;
        }

        private void fail(String why) {
            failure = new IncompleteBody(why);
            bytes = new byte[0];
            size = 0;
            count(0);
        }

        /** How many bytes all requests hold from now on, when this one holds so many. */
        private long count(int held) {
            long more = (long) held - counted;
            counted = held;
            return waitingBytes.addAndGet(more);
        }

        private void goOn() {
            count(0);
            try {
                if (!WholeBodies.super.handle(asRequest(), response, callback)) {
                    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception | Error e) {
                Response.writeError(request, response, callback, e);
            }
        }

        Request asRequest() {
            return new WholeRequest(
                    request,
                    failure == null
                            ? Content.Chunk.from(ByteBuffer.wrap(bytes, 0, size), true)
                            : Content.Chunk.from(failure));
        }
    }

    /** A request whose body is there, or will never be. */
    private static final class WholeRequest extends Request.Wrapper {
        private Content.@Nullable Chunk next;

        WholeRequest(Request wrapped, Content.Chunk body) {
            super(wrapped);
            this.next = body;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = next;
            next = Content.Chunk.next(chunk);
            return chunk;
        }

        // Nobody has to wait: there is always something to read.
        @Override
        public void demand(Runnable whenThereIsMore) {
            getContext().execute(whenThereIsMore);
        }
    }
}
