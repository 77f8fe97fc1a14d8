package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.payment.DeclineReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentEngineFailureTest {

    private final EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aBatchThatTheStorageRefusesIsTriedAgainInHalves() {
        List<PaymentOutcome> outcomes =
                batchOf(4, Fault.before(Category.FAULT), Fault.before(Category.FAULT), Fault.before(Category.FAULT));
        assertThat(outcomes.get(0)).isInstanceOf(PaymentOutcome.NotRecorded.class);
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(3);
        assertThat(attemptedWithoutSetup()).containsExactly(1, 4, 2, 1, 1, 2);
        assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - 1 - 3);
    }

    @Test
    void theOrdersOfABatchThatStandsInSomebodysWayAreTriedOneByOne() {
        List<PaymentOutcome> outcomes = batchOf(4, Fault.before(Category.CONFLICT), Fault.before(Category.CONFLICT));
        assertThat(outcomes.get(0)).isInstanceOf(PaymentOutcome.NotRecorded.class);
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(3);
        assertThat(attemptedWithoutSetup()).containsExactly(1, 4, 1, 1, 1, 1);
        assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - 1 - 3);
    }

    @Test
    void aLoneOrderThatIsRefusedIsNotRecordedAndCanBeSentAgain() {
        bench.storage.failNext(Fault.before(Category.FAULT));
        assertThat(EngineBench.outcome(bench.request("1", 5))).isInstanceOf(PaymentOutcome.NotRecorded.class);
        assertThat(bench.recorded("1")).isEmpty();
        EngineBench.settled(EngineBench.outcome(bench.request("1", 5)));
        assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - 5);
    }

    @Test
    void whenTheStorageIsUnavailableEverybodyIsToldAndNothingIsRecorded() {
        List<PaymentOutcome> outcomes = batchOf(5, Fault.before(Category.UNAVAILABLE));
        assertThat(outcomes).hasSize(5).allMatch(PaymentOutcome.NotRecorded.class::isInstance);
        assertThat(bench.recordedPayments()).isEqualTo(1);
        assertThat(attemptedWithoutSetup()).as("one attempt, no halves").containsExactly(1, 5);

        assertThat(EngineBench.settledCount(EngineBench.outcomes(bench.requestMany(5))))
                .isEqualTo(5);
    }

    @Test
    void aCommitThatWasLostButHappenedIsFoundAndNotRepeated() {
        List<PaymentOutcome> outcomes = batchOf(3, Fault.after(Category.OUTCOME_UNKNOWN));
        for (int i = 0; i < 3; i++) {
            assertThat(EngineBench.settled(outcomes.get(i)))
                    .isEqualTo(bench.recorded(Integer.toString(i)).orElseThrow());
        }
        assertTakenOnce(1 + 3);
    }

    @Test
    void aCommitThatWasLostAndDidNotHappenIsMadeAgain() {
        List<PaymentOutcome> outcomes = batchOf(3, Fault.before(Category.OUTCOME_UNKNOWN));
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(3);
        assertTakenOnce(1 + 3);
    }

    @Test
    void aCommitThatIsLostSeveralTimesIsSettledOnce() {
        List<PaymentOutcome> outcomes = batchOf(
                3,
                Fault.before(Category.OUTCOME_UNKNOWN),
                Fault.before(Category.UNAVAILABLE),
                Fault.after(Category.OUTCOME_UNKNOWN),
                Fault.before(Category.UNAVAILABLE),
                Fault.after(Category.OUTCOME_UNKNOWN));
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(3);
        assertTakenOnce(1 + 3);
    }

    @Test
    void aLostCommitStaysFoundWhenTheBatchIsSplitAfterwards() {
        List<PaymentOutcome> outcomes =
                batchOf(4, Fault.after(Category.OUTCOME_UNKNOWN), Fault.before(Category.CONFLICT));
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(4);
        assertTakenOnce(1 + 4);
    }

    @Test
    void aLostCommitIsAskedForEvenWhenTheStorageGoesAwayAfterASplit() {
        List<PaymentOutcome> outcomes = batchOf(
                2,
                Fault.after(Category.OUTCOME_UNKNOWN),
                Fault.before(Category.CONFLICT),
                Fault.before(Category.UNAVAILABLE));
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(2);
        assertTakenOnce(1 + 2);
    }

    @Test
    void aLostCommitIsAskedForEvenWhenTheStorageGoesAwayAfterAnInternalError() {
        Runnable bug = () -> {
            throw new IllegalStateException("told to fail");
        };
        List<PaymentOutcome> outcomes = batchOf(
                2, Fault.after(Category.OUTCOME_UNKNOWN), new Fault(bug, () -> {}), Fault.before(Category.UNAVAILABLE));
        assertThat(EngineBench.settledCount(outcomes)).isEqualTo(2);
        assertTakenOnce(1 + 2);
    }

    @Test
    void nobodyIsToldThatNothingWasTakenWhenTheCommitHappenedAndTheStorageStaysAway() {
        assertUndeterminedWhenTheStorageStaysAwayAfter(Fault.after(Category.OUTCOME_UNKNOWN));
        assertThat(EngineBench.declined(EngineBench.outcome(bench.request("0", 1))))
                .isEqualTo(DeclineReason.ORDER_NUMBER_TAKEN);
    }

    @Test
    void nobodyIsToldThatNothingWasTakenWhenTheCommitDidNotHappenAndTheStorageStaysAway() {
        assertUndeterminedWhenTheStorageStaysAwayAfter(Fault.before(Category.OUTCOME_UNKNOWN));
        EngineBench.settled(EngineBench.outcome(bench.request("0", 1)));
    }

    @Test
    void nobodyIsToldThatNothingWasTakenWhenALostCommitIsRefusedAfterwards() {
        bench.storage.failNext(Fault.after(Category.OUTCOME_UNKNOWN), Fault.before(Category.FAULT));
        assertThat(EngineBench.outcome(bench.request("1", 1))).isInstanceOf(PaymentOutcome.Undetermined.class);
    }

    @Test
    void aLostCommitDoesNotMakeLaterOrdersUndetermined() {
        bench.storage.failNext(Fault.after(Category.OUTCOME_UNKNOWN));
        EngineBench.settled(EngineBench.outcome(bench.request("1", 1)));
        bench.storage.failNext(Fault.before(Category.UNAVAILABLE));
        assertThat(EngineBench.outcome(bench.request("2", 1))).isInstanceOf(PaymentOutcome.NotRecorded.class);
    }

    private void assertUndeterminedWhenTheStorageStaysAwayAfter(Fault loss) {
        bench.storage.failAlways(Fault.before(Category.UNAVAILABLE));
        int before = bench.storage.attempted().size();
        List<PaymentOutcome> outcomes = batchOf(3, loss);
        assertThat(outcomes).hasSize(3).allMatch(PaymentOutcome.Undetermined.class::isInstance);
        assertThat(bench.storage.attempted().size() - before)
                .as("the first order, the commit that was lost, and how often it is asked at most what became of it")
                .isLessThanOrEqualTo(1 + 1 + 20);
        bench.storage.failAlways(Fault.NONE);
    }

    private void assertTakenOnce(long satoshis) {
        assertThat(bench.recordedPayments()).isEqualTo(satoshis);
        assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - satoshis);
        assertThat(bench.spent()).isEqualTo(satoshis);
    }

    // One order keeps the engine busy until the others wait together.
    private List<PaymentOutcome> batchOf(int orders, Fault... faults) {
        bench.storage.failNext(Fault.NONE);
        bench.storage.failNext(faults);
        Hold commit = bench.storage.holdBeforeCommit();
        CompletableFuture<PaymentOutcome> first = bench.request("first", 1);
        commit.awaitReached();
        List<CompletableFuture<PaymentOutcome>> answers = bench.requestMany(orders);
        commit.release();
        EngineBench.settled(EngineBench.outcome(first));
        return EngineBench.outcomes(answers);
    }

    private List<Integer> attemptedWithoutSetup() {
        List<Integer> attempted = new ArrayList<>(bench.storage.attempted());
        attempted.removeAll(Collections.singleton(0));
        return attempted;
    }
}
