package io.farthing.domain.payment;

/**
 * An order on its way to a decision. It keeps its number however often the decision has to be tried, so that an attempt
 * whose commit was recorded without an answer is recognised at the next one.
 *
 * @param id the number that the payment will have
 * @param order what the app asks for
 */
public record Attempt(PaymentId id, PaymentOrder order) {}
