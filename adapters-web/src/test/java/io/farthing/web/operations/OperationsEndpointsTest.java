package io.farthing.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.service.UseCases;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.user.User;
import io.farthing.web.TestBrowser;
import io.farthing.web.TestBrowser.Page;
import io.farthing.web.TestPlatform;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperationsEndpointsTest {

    @Test
    void liveAndReadyWhenAllIsWell() {
        try (TestPlatform platform = TestPlatform.start()) {
            TestBrowser probe = new TestBrowser(platform);

            assertThat(probe.get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
            Page ready = probe.get("/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void notReadyButAliveWhenThePaymentEngineHasEnded() {
        try (TestPlatform platform = TestPlatform.start()) {
            platform.get(UseCases.class).close();
            TestBrowser probe = new TestBrowser(platform);

            Page ready = probe.get("/health/ready");

            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("\"status\":\"down\"", "\"problem\":");
            assertThat(probe.head("/health/ready").status()).isEqualTo(503);
            assertThat(probe.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void metricsCountPaymentsByWhatBecameOfThem() {
        try (TestPlatform platform = TestPlatform.start()) {
            User user = platform.user("payer", 1000);
            App app = platform.app("shop");
            platform.authorize(user, app, SpendingLimits.DEFAULT);
            platform.pay(Samples.order(app.id(), user.openId(), "1", 600));
            RequestPayment payments = platform.get(RequestPayment.class);
            payments.request(Samples.order(app.id(), user.openId(), "2", 600)).join();
            payments.request(Samples.order(app.id(), user.openId(), "3", 600)).join();

            Page metrics = new TestBrowser(platform).get("/metrics");

            assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body())
                    .contains("farthing_payments_total{outcome=\"settled\"} 1.0")
                    .contains("farthing_payments_total{outcome=\"declined\"} 2.0")
                    .contains("farthing_payments_total{outcome=\"not_recorded\"} 0.0")
                    .contains("farthing_payments_total{outcome=\"undetermined\"} 0.0")
                    .contains("farthing_payment_latency_seconds_count 3")
                    .contains("farthing_payment_latency_seconds_bucket{le=\"+Inf\"} 3")
                    .contains("farthing_batch_orders_count", "farthing_commit_duration_seconds_bucket")
                    .contains("farthing_queue_orders 7.0")
                    .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
        }
    }

    @Test
    void metricsDoNotWaitForAStorageThatDoesNotAnswer() {
        try (TestPlatform platform = TestPlatform.start()) {
            TestBrowser prometheus = new TestBrowser(platform);
            Hold stalled = platform.unitOfWork().holdAfterRead();
            long startNanos = System.nanoTime();

            assertThat(prometheus.get("/metrics").body())
                    .contains("farthing_payments_pending{status=\"reserved\"} NaN")
                    .contains("farthing_payments_pending{status=\"unknown\"} NaN");
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(9));
            assertThat(platform.unitOfWork().reads()).as("one count for both").isEqualTo(1);

            stalled.release();
            assertThat(prometheus.get("/metrics").body())
                    .contains("farthing_payments_pending{status=\"reserved\"} 0.0")
                    .contains("farthing_payments_pending{status=\"unknown\"} 0.0");
        }
    }
}
