package io.farthing.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection that is kept alive and carries one request at a time. Used by one thread. */
final class Connection implements AutoCloseable {

    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "\"code\":".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final byte[] answer = new byte[16 * 1024];
    private final ByteBuffer buffer = ByteBuffer.wrap(answer);
    private long dueNanos;

    Connection(int port, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request that is due since {@code due}, in {@link System#nanoTime()}. */
    void send(ByteBuffer request, long due) throws IOException {
        dueNanos = due;
        buffer.clear();
        // A request is far smaller than the socket's buffer, which is empty between requests.
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** When the request that was sent last was due. */
    long dueNanos() {
        return dueNanos;
    }

    /** Reads what has arrived; whether that completes the answer. */
    boolean receive() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server has closed a connection in the middle of the load");
        }
        int body = indexAfter(BODY, 0);
        return body >= 0 && buffer.position() >= body + contentLength();
    }

    /** The code in the answer. */
    int code() {
        int at = indexAfter(CODE, indexAfter(BODY, 0));
        if (at < 0 || answer[9] != '2') {
            throw new IllegalStateException("not an answer of the protocol: " + text());
        }
        return number(at);
    }

    /** The answer as it was read. */
    String text() {
        return new String(answer, 0, buffer.position(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int contentLength() {
        int at = indexAfter(LENGTH, 0);
        if (at < 0) {
            throw new IllegalStateException("an answer without Content-Length: " + text());
        }
        return number(answer[at] == ' ' ? at + 1 : at);
    }

    private int number(int from) {
        int at = answer[from] == '-' ? from + 1 : from;
        int number = 0;
        for (; at < buffer.position() && answer[at] >= '0' && answer[at] <= '9'; at++) {
            number = number * 10 + answer[at] - '0';
        }
        return answer[from] == '-' ? -number : number;
    }

    // Letters are compared in lower case, as names of headers are.
    private int indexAfter(byte[] wanted, int from) {
        for (int at = from; at <= buffer.position() - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && lowerCase(answer[at + matched]) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at + matched;
            }
        }
        return -1;
    }

    private static int lowerCase(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
