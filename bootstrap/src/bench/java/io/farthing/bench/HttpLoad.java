package io.farthing.bench;

import io.farthing.bench.load.LoadPlan;
import io.farthing.bench.load.LoadProcess;
import io.farthing.bench.load.LoadResult;
import io.farthing.bench.server.Population;
import io.farthing.bench.server.ServerProcess;
import java.io.IOException;

/** The kinds of load over HTTP. Every order has two recipients and a number of its own. */
final class HttpLoad {

    private static final int CONNECTIONS = 64;

    // What the protocol answers when the recipients' amounts do not add up to the payment's: the last check that needs
    // no database, after the body was parsed and the secret was found right.
    private static final int AMOUNTS_DIFFER = 10049;

    private final LoadProcess process;

    HttpLoad(LoadProcess process) {
        this.process = process;
    }

    /** Payments, as many as the server can take. */
    LoadResult pay(ServerProcess server, long durationMs) throws IOException {
        return process.run(
                new LoadPlan(server.port(), CONNECTIONS, durationMs, 0, Population.USERS, OrderNumbers.block(), 0, 0));
    }

    /** The same, but refused before the database is asked. */
    LoadResult payNothing(ServerProcess server, long durationMs) throws IOException {
        return process.run(new LoadPlan(
                server.port(), CONNECTIONS, durationMs, 0, Population.USERS, OrderNumbers.block(), 1, AMOUNTS_DIFFER));
    }

    /** Payments that become due evenly, whether or not earlier ones have been answered. */
    LoadResult payAtRate(ServerProcess server, long durationMs, int perSecond) throws IOException {
        return process.run(new LoadPlan(
                server.port(), CONNECTIONS, durationMs, perSecond, Population.USERS, OrderNumbers.block(), 0, 0));
    }
}
