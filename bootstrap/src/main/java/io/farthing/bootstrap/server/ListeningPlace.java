package io.farthing.bootstrap.server;

import io.farthing.bootstrap.config.HttpSettings;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;

/** Where the server is to listen, tried before anything is opened: what would fail later would have to be taken down again. */
final class ListeningPlace {

    private static final int FIRST_UNRESERVED_PORT = 1024;

    private ListeningPlace() {}

    /**
     * Returns when the server can listen there.
     *
     * @throws Failure when it cannot, with the one reason for it and what to do
     */
    static void requireFree(HttpSettings http) {
        try {
            listen(new InetSocketAddress(http.host(), http.port())).close();
        } catch (IOException e) {
            throw new Failure("The server cannot listen on " + reason(http, e), e);
        }
    }

    // Operating systems say why in the language of whoever runs them. So the reason is found out by trying other ports.
    static String reason(HttpSettings http, IOException refusal) {
        String place = "port " + http.port() + " of " + http.host() + ": ";
        InetSocketAddress anyPort = new InetSocketAddress(http.host(), 0);
        if (anyPort.isUnresolved()) {
            return http.host() + ": no machine of that name is known. Set http.host to an address of this machine, such"
                    + " as 127.0.0.1.";
        }
        try (ServerSocket other = listen(anyPort)) {
            return isTaken(refusal, other)
                    ? place + "another program does. Stop that program, or set http.port to another port."
                    : place + "the operating system does not allow it (" + refusal.getMessage() + ")"
                            + (http.port() < FIRST_UNRESERVED_PORT ? ", as is usual for ports below 1024" : "")
                            + ". Set http.port to another port, to which a proxy can forward, or give the server the"
                            + " right to use this one.";
        } catch (IOException e) {
            return http.host() + ": it is no address of this machine. Set http.host to one that is, such as 127.0.0.1.";
        }
    }

    // What is said of a port that is taken for sure.
    private static boolean isTaken(IOException refusal, ServerSocket taken) {
        try {
            listen(taken.getLocalSocketAddress()).close();
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).equals(refusal.getMessage());
        }
    }

    private static ServerSocket listen(SocketAddress place) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(place);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
