package io.farthing.domain.payment;

/**
 * The controls that an order can breach, in order of precedence: where several are breached, the first is the answer.
 * The last ones are those of an outside wallet, which is asked after all of ours are met.
 */
public enum DeclineReason {
    /** The amount is below the least that the operator allows. */
    BELOW_MINIMUM,
    /** No such user. */
    USER_UNKNOWN,
    /** The app has used this order number before. */
    ORDER_NUMBER_TAKEN,
    /** The user has not authorized the app, or no longer does. */
    NOT_AUTHORIZED,
    /** The amount is more than the user allows for one payment. */
    OVER_SINGLE_LIMIT,
    /** The amount is more than what is left of what the user allows in all. */
    OVER_ALLOWANCE,
    /** The amount is more than the user's wallet holds. */
    OVER_BALANCE,
    /** The user has not allowed us to draw from the outside wallet, or no longer does. */
    NOT_AUTHORIZED_OUTSIDE,
    /** The amount is more than the user allows for one payment from the outside wallet. */
    OVER_OUTSIDE_LIMIT,
    /** The outside wallet refused the payment for another reason. */
    REFUSED_OUTSIDE
}
