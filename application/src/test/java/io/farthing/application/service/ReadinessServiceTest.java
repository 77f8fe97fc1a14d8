package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.app.AppId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessServiceTest {

    private final ServiceBench bench = new ServiceBench();
    private final PaymentEngine engine = new PaymentEngine(
            bench.storage, ServiceBench.RULES, ServiceBench.strict(), bench.clock, new CountingPaymentMeter());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void allIsWellWhileStorageAndEngineRun() {
        assertThat(new ReadinessService(bench.storage, engine).problem()).isEmpty();
    }

    @Test
    void aStoppedEngineIsAProblem() {
        engine.close();
        assertThat(new ReadinessService(bench.storage, engine).problem()).contains("the payment engine is stopped");
    }

    @Test
    void paymentsThatGetNoFurtherAreAProblemUntilTheyDo() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, Duration.ofMillis(1));
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> answer = engine.request(
                Samples.order(new AppId("shop"), Samples.user("ann").openId(), "stuck", 1));
        commit.awaitReached();
        while (engine.busy().toMillis() <= 1) {
            Thread.onSpinWait();
        }

        assertThat(readiness.problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("the same payments have been waiting for the database for "));
        assertThat(new ReadinessService(bench.storage, engine, Duration.ofHours(1)).problem())
                .as("a batch may take as long as that")
                .isEmpty();

        commit.release();
        answer.join();
        assertThat(readiness.problem()).isEmpty();
    }

    @Test
    void aStorageThatDoesNotAnswerIsAProblem() {
        UnitOfWork away = new UnitOfWork() {
            @Override
            public <T> T write(Function<Stores, T> work) {
                throw new StorageFailure(Category.UNAVAILABLE, "away", new IllegalStateException());
            }

            @Override
            public <T> T read(Function<Stores, T> work) {
                throw new StorageFailure(Category.UNAVAILABLE, "away", new IllegalStateException());
            }
        };
        assertThat(new ReadinessService(away, engine).problem()).contains("the database does not answer");
    }
}
