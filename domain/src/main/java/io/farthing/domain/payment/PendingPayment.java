package io.farthing.domain.payment;

import io.farthing.domain.text.Texts;
import java.time.Duration;
import java.time.Instant;

/**
 * A payment at an outside wallet, with what is remembered about the attempts to find out what became of it. It stays
 * pending until that is known.
 *
 * @param payment the payment
 * @param tries how often the wallet was asked in vain, to make it or what became of it
 * @param nextTryAt when to ask next
 * @param reason why the outcome is not known, in a few words for the operator; empty as long as nobody has asked
 */
public record PendingPayment(Payment payment, int tries, Instant nextTryAt, String reason) {

    /** The longest reason; a longer one is cut. */
    public static final int MAX_REASON_LENGTH = 256;

    /** How long the first pause between two tries is; each further one is twice as long. */
    public static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** The longest pause between two tries. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** No pause is nearly as long: a next try that is further away was written down by a clock that was wrong. */
    public static final Duration NEVER_SO_LONG = Duration.ofDays(1);

    private static final int MAX_DOUBLINGS = 20;

    /** What is known of a pending payment. */
    public enum Kind {
        /** It is being made, or was when a server ended or there still was an outside wallet. */
        RESERVED,
        /** The wallet was asked about it in vain. */
        UNKNOWN
    }

    /**
     * How many payments are pending.
     *
     * @param reserved those that are {@link Kind#RESERVED}
     * @param unknown those that are {@link Kind#UNKNOWN}
     */
    public record Count(long reserved, long unknown) {}

    /** Refuses negative counts; makes the reason fit to be stored and shown. */
    public PendingPayment {
        if (tries < 0) {
            throw new IllegalArgumentException("nobody tries less than never");
        }
        reason = shown(reason);
    }

    /** A payment that has just been reserved. */
    public static PendingPayment reserved(Payment payment) {
        return new PendingPayment(payment, 0, payment.acceptedAt(), "");
    }

    /**
     * How long all pauses after the tries so far are, together. It is counted and not read from a clock: a server that
     * was down does not make it longer, and a clock that is ahead of the others cuts short the pause that it finds, not
     * all of them.
     */
    public Duration waited() {
        Duration waited = Duration.ZERO;
        for (int earlier = 0; earlier < tries; earlier++) {
            waited = waited.plus(pause(earlier));
        }
        return waited;
    }

    /** Whether it is to be asked about although its time has not come, because that was written down by a wrong clock. */
    public boolean isMisdated(Instant now) {
        return nextTryAt.isAfter(now.plus(NEVER_SO_LONG));
    }

    /**
     * The payment after a finding: settled, failed, unknown and to be asked about again after a longer pause, or the same
     * as before.
     */
    PendingPayment after(Finding finding, Instant now) {
        return finding.fold(
                settled -> with(payment.settle(settled.receipt())),
                failed -> with(payment.fail()),
                notMade -> payment.status() == PaymentStatus.RESERVED ? with(payment.fail()) : this,
                unknown -> unknown(isMisdated(now) ? 0 : tries, now, unknown.why()));
    }

    // Where the time of the next try is wrong, nobody has waited for it, and the count begins anew. Otherwise two
    // servers, one with such a clock, would count hours within seconds.
    private PendingPayment unknown(int before, Instant now, String why) {
        return new PendingPayment(payment.lose(), before + 1, now.plus(pause(before)), why);
    }

    private PendingPayment with(Payment concluded) {
        return new PendingPayment(concluded, tries, nextTryAt, reason);
    }

    private static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static String shown(String text) {
        String clean = Texts.isClean(text) ? text : "the reason cannot be shown";
        return clean.length() <= MAX_REASON_LENGTH ? clean : clean.substring(0, cut(clean)) + "…";
    }

    // Before a surrogate pair: half of one could neither be stored nor shown.
    private static int cut(String tooLong) {
        int end = MAX_REASON_LENGTH - 1;
        return Character.isHighSurrogate(tooLong.charAt(end - 1)) ? end - 1 : end;
    }
}
