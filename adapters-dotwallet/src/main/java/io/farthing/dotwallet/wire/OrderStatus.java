package io.farthing.dotwallet.wire;

/** The numbers by which {@link Field#STATUS} says what became of an order. */
public final class OrderStatus {
    /** It was paid. */
    public static final int PAID = 9;
    /** It may be paid yet, or was and nobody knows. */
    public static final int TO_BE_PAID = 0;
    /** It was not paid, and will not be. */
    public static final int FAILED = -1;

    private OrderStatus() {}
}
