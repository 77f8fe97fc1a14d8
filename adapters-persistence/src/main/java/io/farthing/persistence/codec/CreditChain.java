package io.farthing.persistence.codec;

import io.farthing.domain.payment.PaymentId;

/**
 * The payments credited to one wallet; each names the one before it. Whoever looks for an old one need not pass all of
 * them: the chain is cut into stretches, and each payment keeps two numbers about the newest stretch before it. The
 * search can go on at the first one, the payment before that stretch, if the second one, the lowest number in it,
 * shows that the stretch holds nothing that is looked for. The number 0, which no payment has, stands for none.
 * Immutable.
 *
 * @param last the number of the payment that was credited last
 * @param highest the highest number of them all, which is another one when payments were recorded in another order than
 *     they were numbered
 * @param start the payment before the newest stretch
 * @param lowest the lowest number in the newest stretch
 * @param length how many payments the newest stretch has; 0 where nobody knows, and where there are none
 */
public record CreditChain(long last, long highest, long start, long lowest, int length) {

    /** The chain of no payments. */
    public static final CreditChain NONE = new CreditChain(0, 0, 0, 0, 0);

    /**
     * How many payments make a stretch. Of a chain of n payments that are recorded as they are numbered, the farthest is
     * reached in at most n / {@code STRETCH} + {@code STRETCH} steps, so this suits wallets that get hundreds of thousands.
     */
    public static final int STRETCH = 500;

    /** Of whose newest stretch nothing is known. */
    public static CreditChain withoutStretch(long last, long highest) {
        return new CreditChain(last, highest, 0, 0, 0);
    }

    /** Whether nothing was credited yet. */
    public boolean isEmpty() {
        return last == 0;
    }

    /** The chain with one more payment at its end. */
    public CreditChain plus(PaymentId payment) {
        long id = payment.value();
        boolean isNewStretch = length == 0 || length >= STRETCH;
        return new CreditChain(
                id,
                Math.max(id, highest),
                isNewStretch ? last : start,
                isNewStretch ? id : Math.min(id, lowest),
                isNewStretch ? 1 : length + 1);
    }

    /** The nearest payment at or before the end such that none after it has a number below this one; 0 if there is none. */
    public long nextBelow(long number) {
        return length > 0 && lowest >= number ? start : last;
    }
}
