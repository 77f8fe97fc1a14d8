package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessServiceTest {

    private final ServiceBench bench = new ServiceBench();
    private final PaymentEngine engine =
            new PaymentEngine(bench.storage, ServiceBench.strict(), bench.clock, new CountingPaymentMeter());

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
