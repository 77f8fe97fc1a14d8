package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.payment.DeclineReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PaymentEngineConcurrencyTest {

    private static final int THREADS = 8;
    private static final int ORDERS_PER_THREAD = 50;

    @Test
    void ofManyOrdersWithOneNumberExactlyOneIsPaid() {
        try (EngineBench bench = new EngineBench(1000, 16)) {
            List<PaymentOutcome> outcomes = requestFromManyThreads(bench, (thread, i) -> "the one", 7);
            assertThat(EngineBench.settledCount(outcomes)).isEqualTo(1);
            assertThat(reasons(outcomes)).containsOnly(DeclineReason.ORDER_NUMBER_TAKEN);
            assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - 7);
            assertThat(bench.recordedPayments()).isEqualTo(1);
        }
    }

    @Test
    void theCumulativeLimitIsReachedExactlyAndNeverPassed() {
        try (EngineBench bench = new EngineBench(EngineBench.BALANCE, 1000, 1000, 16)) {
            List<PaymentOutcome> outcomes = requestFromManyThreads(bench, (thread, i) -> thread + " " + i, 10);
            assertThat(EngineBench.settledCount(outcomes)).isEqualTo(100);
            assertThat(reasons(outcomes)).containsOnly(DeclineReason.OVER_ALLOWANCE);
            assertThat(bench.spent()).isEqualTo(1000);
            assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - 1000);
        }
    }

    @Test
    void theBalanceIsEmptiedExactlyAndNeverOverdrawn() {
        try (EngineBench bench = new EngineBench(995, 1_000_000, 1000, 16)) {
            List<PaymentOutcome> outcomes = requestFromManyThreads(bench, (thread, i) -> thread + " " + i, 10);
            assertThat(EngineBench.settledCount(outcomes)).isEqualTo(99);
            assertThat(reasons(outcomes)).containsOnly(DeclineReason.OVER_BALANCE);
            assertThat(bench.balance()).isEqualTo(5);
        }
    }

    @Test
    void twoEnginesOnOneStorageKeepTheLimitTogether() {
        try (EngineBench bench = new EngineBench(EngineBench.BALANCE, 1000, 1000, 16);
                PaymentEngine other = bench.start(1000, 16, bench.meter)) {
            List<PaymentOutcome> outcomes = collect(thread -> {
                PaymentEngine engine = thread % 2 == 0 ? bench.engine : other;
                return manyOf(i -> engine.request(bench.order(thread + " " + i, 10)));
            });
            assertThat(EngineBench.settledCount(outcomes)).isEqualTo(100);
            assertThat(bench.spent()).isEqualTo(1000);
        }
    }

    @Test
    void theMeterCountsWhatTheAnswersSay() {
        try (EngineBench bench = new EngineBench(995, 1_000_000, 20, 16)) {
            List<PaymentOutcome> outcomes = new ArrayList<>();
            outcomes.add(EngineBench.outcome(bench.request("more than there is", 996)));
            bench.storage.failNext(
                    Fault.NONE,
                    Fault.before(Category.UNAVAILABLE),
                    Fault.before(Category.FAULT),
                    Fault.NONE,
                    Fault.after(Category.OUTCOME_UNKNOWN));
            outcomes.addAll(requestFromManyThreads(bench, (thread, i) -> thread + " " + i, 10));
            Map<Outcome, Integer> told = new EnumMap<>(Outcome.class);
            outcomes.forEach(outcome -> told.merge(
                    outcome.<Outcome>fold(
                            settled -> Outcome.SETTLED,
                            declined -> Outcome.DECLINED,
                            notRecorded -> Outcome.NOT_RECORDED,
                            undetermined -> Outcome.UNDETERMINED),
                    1,
                    Integer::sum));
            assertThat(bench.meter.outcomes()).isEqualTo(told);
            assertThat(told).containsKeys(Outcome.DECLINED, Outcome.NOT_RECORDED);
            assertThat(told.get(Outcome.SETTLED)).isEqualTo((int) bench.recordedPayments());
            assertThat(bench.balance()).isEqualTo(995 - 10 * bench.recordedPayments());
        }
    }

    private interface Numbering {
        String of(int thread, int i);
    }

    private static List<PaymentOutcome> requestFromManyThreads(EngineBench bench, Numbering numbering, long satoshis) {
        return collect(thread -> manyOf(i -> bench.request(numbering.of(thread, i), satoshis)));
    }

    private static List<PaymentOutcome> collect(IntFunction<List<CompletableFuture<PaymentOutcome>>> task) {
        return Threads.collect(THREADS, task).stream()
                .flatMap(List::stream)
                .map(EngineBench::outcome)
                .toList();
    }

    private static List<CompletableFuture<PaymentOutcome>> manyOf(
            IntFunction<CompletableFuture<PaymentOutcome>> request) {
        List<CompletableFuture<PaymentOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < ORDERS_PER_THREAD; i++) {
            answers.add(request.apply(i));
        }
        return answers;
    }

    private static List<DeclineReason> reasons(List<PaymentOutcome> outcomes) {
        return outcomes.stream()
                .filter(PaymentOutcome.Declined.class::isInstance)
                .map(EngineBench::declined)
                .toList();
    }
}
