package io.farthing.domain.payment;

/**
 * A {@link Finding} with the payment that it is about, on its way into the books.
 *
 * @param payment which payment
 * @param finding what has been found out
 */
public record Verdict(PaymentId payment, Finding finding) {

    /** Whether the payment was concluded the other way round: the first finding counts, and this one came later. */
    public boolean contradicts(Payment concluded) {
        return finding.fold(
                settled -> concluded.status() == PaymentStatus.FAILED,
                failed -> concluded.status() == PaymentStatus.SETTLED,
                // Somebody else has sent it again, and that was accepted.
                notMade -> false,
                unknown -> false);
    }
}
