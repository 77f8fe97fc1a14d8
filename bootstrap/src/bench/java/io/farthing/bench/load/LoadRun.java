package io.farthing.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Carries out one plan, on one thread. */
final class LoadRun {

    private static final long PATIENCE_MS = 20_000;
    private static final long MAX_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LoadPlan plan;
    private final Requests requests;
    private final Histogram latencyNanos = new Histogram(MAX_LATENCY_NANOS, 3);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private long startNanos;
    private long sent;

    LoadRun(LoadPlan plan) {
        this.plan = plan;
        this.requests = new Requests(plan);
    }

    LoadResult run() throws IOException {
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < plan.connections(); i++) {
                connections.add(new Connection(plan.port(), selector));
            }
            idle.addAll(connections);
            startNanos = System.nanoTime();
            Pacemaker pacemaker = new Pacemaker(selector, plan.requestsPerSecond(), startNanos);
            try {
                exchange(selector);
            } finally {
                pacemaker.stop();
            }
            return result(System.nanoTime() - startNanos);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void exchange(Selector selector) throws IOException {
        while (sendWhatIsDue() || idle.size() < plan.connections()) {
            boolean isSilent = selector.select(this::receive, PATIENCE_MS) == 0;
            if (isSilent && plan.requestsPerSecond() == 0) {
                throw new IOException("no answer for " + PATIENCE_MS + " ms");
            }
        }
    }

    /** Whether more is to be sent, now or later. */
    private boolean sendWhatIsDue() throws IOException {
        long now = System.nanoTime();
        long end = startNanos + TimeUnit.MILLISECONDS.toNanos(plan.durationMs());
        long due = due(now);
        while (!idle.isEmpty() && due - now <= 0 && due - end < 0) {
            idle.remove().send(requests.next(), due);
            sent++;
            due = due(now);
        }
        return due - end < 0;
    }

    private long due(long now) {
        return plan.requestsPerSecond() == 0
                ? now
                : startNanos + sent * TimeUnit.SECONDS.toNanos(1) / plan.requestsPerSecond();
    }

    private void receive(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (!connection.receive()) {
                return;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the load was cut off", e);
        }
        if (connection.code() != plan.expectedCode()) {
            throw new IllegalStateException(
                    "expected code " + plan.expectedCode() + " but the answer was " + connection.text());
        }
        latencyNanos.recordValue(Math.min(System.nanoTime() - connection.dueNanos(), MAX_LATENCY_NANOS));
        idle.add(connection);
    }

    private LoadResult result(long elapsedNanos) {
        return new LoadResult(
                latencyNanos.getTotalCount(),
                elapsedNanos,
                TimeUnit.NANOSECONDS.toMicros(latencyNanos.getValueAtPercentile(50)),
                TimeUnit.NANOSECONDS.toMicros(latencyNanos.getValueAtPercentile(99)),
                TimeUnit.NANOSECONDS.toMicros(latencyNanos.getMaxValue()));
    }
}
