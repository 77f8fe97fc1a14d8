package io.farthing.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.codec.CreditChain;
import io.farthing.persistence.payment.ChainWalk.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every page of what was credited to a wallet is found along its chain, however far back it is and in few steps. */
final class CreditChainProperties {

    /** A chain as the payments keep it, which counts how often somebody looks. */
    private static final class Kept implements ChainWalk.Chains {
        private final Map<Long, CreditChain> before = new HashMap<>();
        private CreditChain chain = CreditChain.NONE;
        private int looks;

        void add(long payment, boolean isStretchForgotten) {
            before.put(
                    payment,
                    isStretchForgotten && !chain.isEmpty()
                            ? CreditChain.withoutStretch(chain.last(), chain.highest())
                            : chain);
            chain = before.get(payment).plus(new PaymentId(payment));
        }

        @Override
        public List<Step> ends() {
            return chain.isEmpty() ? List.of() : List.of(new Step(chain.last(), Long.MAX_VALUE, true));
        }

        @Override
        public List<Step> before(List<Long> payments, long number) {
            looks++;
            List<Step> steps = new ArrayList<>();
            for (long payment : payments) {
                CreditChain earlier = before.get(payment);
                if (earlier.nextBelow(number) != 0) {
                    steps.add(new Step(earlier.nextBelow(number), earlier.highest(), true));
                }
            }
            return steps;
        }
    }

    @Property(tries = 200)
    void aPageHoldsTheNewestBelowItsNumberInWhateverOrderTheyWereRecorded(
            @ForAll @IntRange(max = 2500) int count,
            @ForAll @IntRange(min = 1, max = 3000) int apart,
            @ForAll @IntRange(max = 2600) int before,
            @ForAll @IntRange(min = 1, max = 60) int limit,
            @ForAll boolean isOld,
            @ForAll Random random) {
        List<Long> ids = recorded(count, apart, random);
        Kept kept = new Kept();
        for (int i = 0; i < count; i++) {
            kept.add(ids.get(i), isOld && i < count / 2);
        }

        assertThat(new ChainWalk(kept, before, limit).newestIds())
                .containsExactlyElementsOf(ids.stream()
                        .filter(id -> id < before)
                        .sorted(Collections.reverseOrder())
                        .limit(limit)
                        .toList());
    }

    @Property(tries = 20)
    void aPageIsFoundInFewSteps(
            @ForAll @IntRange(min = 1, max = 1000) int apart,
            @ForAll @IntRange(min = 1, max = 100_000) int before,
            @ForAll Random random) {
        int count = 100_000;
        int limit = 20;
        Kept kept = new Kept();
        recorded(count, apart, random).forEach(id -> kept.add(id, false));

        new ChainWalk(kept, before, limit).newestIds();

        // Beside the page itself, and whatever may have been numbered before it and recorded after it.
        assertThat(kept.looks).isLessThan(count / CreditChain.STRETCH + 2 * CreditChain.STRETCH + 2 * apart + limit);
    }

    /** The numbers from 1 on, each recorded at most so many places from where it belongs. */
    private static List<Long> recorded(int count, int apart, Random random) {
        List<Long> ids =
                new ArrayList<>(LongStream.rangeClosed(1, count).boxed().toList());
        for (int from = 0; from < count; from += apart) {
            Collections.shuffle(ids.subList(from, Math.min(count, from + apart)), random);
        }
        return ids;
    }
}
