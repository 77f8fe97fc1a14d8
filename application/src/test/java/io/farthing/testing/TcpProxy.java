package io.farthing.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stretch of network between a client and a server on this machine that breaks when it is told to: for tests of what
 * becomes of a request whose connection is slow, is lost, or brings nonsense. Without orders it passes everything on.
 *
 * <p>A {@link Tap} sees every piece of what is sent and says what goes on: the same, something else, or nothing because
 * the connection is cut. To delay, it takes its time. {@link #cut}, {@link #stall} and {@link #refuse} concern all
 * connections at once. A cut connection is reset, as when a machine dies or a firewall forgets it.
 *
 * <p>Thread-safe. It listens on a free port of the loopback interface until it is closed.
 */
public final class TcpProxy implements AutoCloseable {

    /** Which way something is sent. */
    public enum Direction {
        /** From the client to the server. */
        TO_SERVER,
        /** From the server to the client. */
        TO_CLIENT
    }

    /**
     * Sees everything that is sent, in pieces of any size: what a client writes at once often arrives in one, but need
     * not. Called on a thread for each direction of each connection; whatever it blocks waits, and only that.
     */
    @FunctionalInterface
    public interface Tap {

        /** Lets everything pass. */
        Tap OPEN = (direction, piece) -> Optional.of(piece);

        /** What is passed on in place of {@code piece}, which may be empty; nothing at all cuts the connection. */
        Optional<byte[]> pass(Direction direction, byte[] piece);
    }

    private static final int PIECE_BYTES = 64 * 1024;

    private final ServerSocket listener;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Tap> tap = new AtomicReference<>(Tap.OPEN);
    private boolean isStalled;
    private volatile boolean isRefusing;

    private TcpProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    /** A proxy before the server that listens on {@code serverPort} of the loopback interface. */
    public static TcpProxy before(int serverPort) {
        try {
            ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            TcpProxy proxy = new TcpProxy(listener, serverPort);
            start("proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on this tap sees what is sent, on connections that are open already, too. */
    public void tap(Tap next) {
        tap.set(next);
    }

    /** Resets all connections that are open; new ones work. */
    public void cut() {
        open.forEach(this::reset);
    }

    /** From now on every new connection is reset at once; those that are open stay. */
    public void refuse() {
        isRefusing = true;
    }

    /** From now on nothing is passed on, either way. Connections stay, and new ones can be made. */
    public synchronized void stall() {
        isStalled = true;
    }

    /** Ends {@link #stall} and {@link #refuse}; what was sent meanwhile arrives. The tap stays. */
    public synchronized void heal() {
        isRefusing = false;
        isStalled = false;
        notifyAll();
    }

    /** Resets everything and listens no more. */
    @Override
    public void close() {
        closeQuietly(listener);
        heal();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // Closed, or the server is not there: then the client has been told.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            if (isRefusing) {
                throw new IOException("told to refuse");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            reset(client);
            closeQuietly(server);
            throw e;
        }
        open.add(client);
        open.add(server);
        start("proxy-to-server", () -> pump(Direction.TO_SERVER, client, server));
        start("proxy-to-client", () -> pump(Direction.TO_CLIENT, server, client));
    }

    private void pump(Direction direction, Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE_BYTES];
            while (true) {
                int read = in.read(buffer);
                if (read < 0) {
                    end(from, to);
                    return;
                }
                awaitHealed();
                Optional<byte[]> passed = tap.get().pass(direction, Arrays.copyOf(buffer, read));
                if (passed.isEmpty()) {
                    break;
                }
                out.write(passed.get());
                out.flush();
            }
        } catch (IOException e) {
            // One of the two is gone, so the other has nobody to talk to.
        }
        reset(from);
        reset(to);
    }

    // The other direction may go on.
    private void end(Socket from, Socket to) throws IOException {
        to.shutdownOutput();
        from.shutdownInput();
        if (from.isOutputShutdown()) {
            open.remove(from);
            open.remove(to);
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private synchronized void awaitHealed() throws IOException {
        try {
            while (isStalled) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException("nobody interrupts these threads", e);
        }
    }

    private void reset(Socket socket) {
        open.remove(socket);
        try {
            // Closing without lingering sends a reset instead of an orderly end.
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
