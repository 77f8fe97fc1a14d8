package io.farthing.web.operations;

import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.domain.payment.PendingPayment;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Health for load balancers and supervisors, metrics for Prometheus. */
public final class OperationsEndpoints extends Plugin<Void> {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final CheckReadiness readiness;
    private final PrometheusMeterRegistry registry;
    private final PendingCount pending;
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Endpoints that show what {@code registry} has counted. */
    @Inject
    public OperationsEndpoints(
            CheckReadiness readiness, PrometheusMeterRegistry registry, QueueDepth queue, ResolvePayments payments) {
        this.readiness = readiness;
        this.registry = registry;
        Gauge.builder("farthing.queue.orders", queue, QueueDepth::waitingOrders)
                .description("Orders that wait to be committed, those that are being committed included")
                .strongReference(true)
                .register(registry);
        pending = new PendingCount(payments);
        pending("reserved", PendingPayment.Count::reserved);
        pending("unknown", PendingPayment.Count::unknown);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.get("/health/live", ctx -> ctx.json(Map.of("status", "up")));
        state.routes.get("/health/ready", this::ready);
        // Some load balancers ask like that, and Javalin would answer 200 without running anything.
        state.routes.head("/health/ready", this::ready);
        state.routes.get("/metrics", this::metrics);
        state.events.serverStopped(garbageCollection::close);
        state.events.serverStopped(pending::close);
    }

    // A storage that does not answer makes it not a number, which says so better than a zero would.
    private void pending(String status, ToLongFunction<PendingPayment.Count> count) {
        Gauge.builder(
                        "farthing.payments.pending",
                        pending,
                        source -> source.latest()
                                .map(known -> (double) count.applyAsLong(known))
                                .orElse(Double.NaN))
                .description("Payments at an outside wallet whose outcome is not known yet")
                .tag("status", status)
                .strongReference(true)
                .register(registry);
    }

    private void metrics(Context ctx) {
        pending.refresh();
        ctx.contentType(PROMETHEUS_TEXT).result(registry.scrape());
    }

    private void ready(Context ctx) {
        Optional<String> problem = readiness.problem();
        if (problem.isPresent()) {
            ctx.status(503).json(Map.of("status", "down", "problem", problem.get()));
        } else {
            ctx.json(Map.of("status", "up"));
        }
    }
}
