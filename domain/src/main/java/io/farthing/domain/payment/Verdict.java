package io.farthing.domain.payment;

/**
 * A finding about one payment, on its way into the books.
 *
 * @param payment which payment
 * @param finding what has been found out
 */
public record Verdict(PaymentId payment, Finding finding) {}
