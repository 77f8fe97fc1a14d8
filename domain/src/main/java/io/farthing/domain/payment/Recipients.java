package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import java.util.List;

/**
 * All whom a payment pays, in the order in which the app named them; an address may occur more than once.
 *
 * @param list 1 to {@value #MAX_COUNT} recipients
 */
public record Recipients(List<Recipient> list) {

    /** The most that one payment may pay. */
    public static final int MAX_COUNT = 200;

    /** Refuses an empty list, and one that is too long or adds up to more than all the money there is. */
    public Recipients {
        list = List.copyOf(list);
        if (list.isEmpty() || list.size() > MAX_COUNT) {
            throw new IllegalArgumentException("a payment has 1 to " + MAX_COUNT + " recipients");
        }
        if (sum(list) > Satoshis.MAX.value()) {
            throw new IllegalArgumentException("the recipients' amounts add up to more than 21e14 satoshis");
        }
    }

    /** A single recipient. */
    public static Recipients only(Address address, Satoshis amount) {
        return new Recipients(List.of(new Recipient(address, amount)));
    }

    /** What the recipients get together. */
    public Satoshis total() {
        return Satoshis.of(sum(list));
    }

    // 200 amounts of at most 21e14 each stay far below the largest long.
    private static long sum(List<Recipient> recipients) {
        long sum = 0;
        for (Recipient recipient : recipients) {
            sum += recipient.amount().value();
        }
        return sum;
    }
}
