package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure.Category;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PoisonedOrdersProperties {

    private enum Poison {
        CONFLICT,
        FAULT,
        BUG
    }

    /** Any number of orders that cannot be recorded, at any places in a batch of 32 or in several smaller ones. */
    @Property(tries = 60)
    void ordersThatCannotBeRecordedSinkNobodyElse(
            @ForAll @Size(max = 10) Set<@IntRange(max = 31) Integer> poisoned,
            @ForAll Poison poison,
            @ForAll @IntRange(min = 1, max = 40) int maxBatchOrders) {
        try (EngineBench bench = new EngineBench(1000, maxBatchOrders)) {
            poisoned.forEach(number -> poison(bench, Integer.toString(number), poison));
            Hold commit = bench.storage.holdBeforeCommit();
            bench.request("first", 1);
            commit.awaitReached();
            List<CompletableFuture<PaymentOutcome>> answers = bench.requestMany(32);
            commit.release();

            List<PaymentOutcome> outcomes = EngineBench.outcomes(answers);
            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(outcomes.get(i))
                        .isInstanceOf(
                                poisoned.contains(i) ? PaymentOutcome.NotRecorded.class : PaymentOutcome.Settled.class);
                assertThat(bench.recorded(Integer.toString(i)).isPresent()).isNotEqualTo(poisoned.contains(i));
            }
            int taken = 1 + 32 - poisoned.size();
            assertThat(bench.balance()).isEqualTo(EngineBench.BALANCE - taken);
            assertThat(bench.spent()).isEqualTo(taken);
        }
    }

    private static void poison(EngineBench bench, String number, Poison poison) {
        switch (poison) {
            case CONFLICT -> bench.storage.poison(bench.key(number), Category.CONFLICT);
            case FAULT -> bench.storage.poison(bench.key(number), Category.FAULT);
            case BUG ->
                bench.storage.poison(bench.key(number), () -> {
                    throw new IllegalStateException("a bug that this order brings to light");
                });
        }
    }
}
