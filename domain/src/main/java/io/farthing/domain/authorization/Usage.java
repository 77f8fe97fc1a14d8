package io.farthing.domain.authorization;

import io.farthing.domain.money.Satoshis;

/**
 * What has been drawn under an authorization.
 *
 * @param spent by payments that are settled
 * @param reserved for payments whose outcome is not known yet
 */
public record Usage(Satoshis spent, Satoshis reserved) {

    /** Nothing drawn yet. */
    public static final Usage NONE = new Usage(Satoshis.ZERO, Satoshis.ZERO);

    /** Spent and reserved together. */
    public Satoshis total() {
        return spent.plus(reserved);
    }

    /** The usage after another payment has been settled. */
    public Usage spend(Satoshis amount) {
        return new Usage(spent.plus(amount), reserved);
    }

    /** The usage after the amount of another payment has been set aside. */
    public Usage reserve(Satoshis amount) {
        return new Usage(spent, reserved.plus(amount));
    }

    /** The usage after a payment whose amount was set aside has been settled. */
    public Usage settle(Satoshis amount) {
        return new Usage(spent.plus(amount), reserved.minus(amount));
    }

    /** The usage after a payment whose amount was set aside has failed. */
    public Usage release(Satoshis amount) {
        return new Usage(spent, reserved.minus(amount));
    }
}
