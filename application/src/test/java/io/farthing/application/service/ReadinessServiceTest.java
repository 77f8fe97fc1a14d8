package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork.Fault;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessServiceTest {

    private static final String NOT_WRITABLE = "the database cannot be written to";
    private static final Duration USUAL = Duration.ofSeconds(15);
    private static final Duration ALWAYS = Duration.ZERO;
    private static final Duration NEVER = Duration.ofDays(1);

    private final ServiceBench bench = new ServiceBench();
    private final PaymentEngine engine = engine();

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
        ReadinessService readiness = new ReadinessService(bench.storage, engine, Duration.ofMillis(1), NEVER);
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
        assertThat(new ReadinessService(bench.storage, engine, Duration.ofHours(1), NEVER).problem())
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
        assertThat(new ReadinessService(away, engine).problem()).contains("the database cannot be read");
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"UNAVAILABLE", "OUTCOME_UNKNOWN", "FAULT"})
    void aStorageThatOnlyReadsIsAProblemUntilItCanBeWrittenTo(Category category) {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, ALWAYS);
        bench.storage.failAlways(Fault.before(category));
        assertThat(readiness.problem()).contains(NOT_WRITABLE);

        bench.storage.failAlways(Fault.NONE);
        awaitUntil(() -> readiness.problem().isEmpty());
    }

    @Test
    void whatPaymentsWereToldIsKnownWithoutAnAttempt() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, NEVER);
        assertThat(readiness.problem()).isEmpty();

        bench.storage.failNext(Fault.before(Category.UNAVAILABLE));
        pay("refused");
        assertThat(readiness.problem()).contains(NOT_WRITABLE);

        pay("accepted");
        assertThat(readiness.problem()).isEmpty();
    }

    @Test
    void aServerThatGetsNoMorePaymentsRecoversByItself() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, ALWAYS);
        bench.storage.failNext(Fault.before(Category.UNAVAILABLE));
        pay("refused");

        awaitUntil(() -> readiness.problem().isEmpty());
    }

    @Test
    void whatIsKnownFromAMomentAgoIsNotTriedAgain() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, NEVER);
        pay("paid");
        int afterPayment = bench.storage.attempted().size();
        readiness.problem();
        assertThat(bench.storage.attempted()).as("a payment was written").hasSize(afterPayment);

        try (PaymentEngine idle = engine()) {
            ReadinessService unknowing = new ReadinessService(bench.storage, idle, USUAL, NEVER);
            unknowing.problem();
            unknowing.problem();
            assertThat(bench.storage.attempted()).as("tried once").hasSize(afterPayment + 1);
        }
    }

    @Test
    void whoeverComesWhileSomebodyTriesIsNotHeldUp() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, ALWAYS);
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(readiness::problem, task -> new Thread(task).start());
        commit.awaitReached();

        CompletableFuture<Optional<String>> second =
                CompletableFuture.supplyAsync(readiness::problem, task -> new Thread(task).start());
        assertThat(second).succeedsWithin(Duration.ofSeconds(60));

        commit.release();
        assertThat(first).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void nothingIsTriedWhilePaymentsAreBeingWritten() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, ALWAYS);
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> answer = engine.request(
                Samples.order(new AppId("shop"), Samples.user("ann").openId(), "held", 1));
        commit.awaitReached();

        assertThat(CompletableFuture.supplyAsync(readiness::problem, task -> new Thread(task).start()))
                .as("this storage writes one thing after the other")
                .succeedsWithin(Duration.ofSeconds(30));

        commit.release();
        answer.join();
    }

    @Test
    void aLockOfWhatIsWrittenToTryIsNoProblem() {
        ReadinessService readiness = new ReadinessService(bench.storage, engine, USUAL, ALWAYS);
        bench.storage.failAlways(Fault.before(Category.CONFLICT));
        assertThat(readiness.problem()).isEmpty();

        bench.storage.failAlways(Fault.before(Category.UNAVAILABLE));
        awaitUntil(() -> readiness.problem().isPresent());
        bench.storage.failAlways(Fault.before(Category.CONFLICT));
        assertThat(readiness.problem()).as("nothing else is known yet").contains(NOT_WRITABLE);
    }

    // After an attempt there is a short rest.
    private static void awaitUntil(BooleanSupplier condition) {
        long beganNanos = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(60));
            Thread.onSpinWait();
        }
    }

    private PaymentOutcome pay(String number) {
        return engine.request(
                        Samples.order(new AppId("shop"), Samples.user("ann").openId(), number, 1))
                .join();
    }

    private PaymentEngine engine() {
        return new PaymentEngine(
                bench.storage, ServiceBench.RULES, ServiceBench.strict(), bench.clock, new CountingPaymentMeter());
    }
}
