package io.farthing.domain.payment;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Parties;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;

/**
 * What an app asks for.
 *
 * @param app who asks
 * @param user from whose wallet
 * @param number the merchant's number for the order
 * @param amount how much in all, positive
 * @param recipients whom it goes to; their amounts add up to {@code amount} exactly
 * @param item what is paid for
 * @param opReturn data that the payment carries
 */
public record PaymentOrder(
        AppId app,
        UserOpenId user,
        MerchantOrderNumber number,
        Satoshis amount,
        Recipients recipients,
        ItemName item,
        OpReturn opReturn) {

    /** Refuses an order whose recipients do not add up to its amount. */
    public PaymentOrder {
        if (!recipients.total().equals(amount)) {
            throw new IllegalArgumentException("the recipients' amounts add up to "
                    + recipients.total().value() + " satoshis, not to " + amount.value());
        }
    }

    /** Between whom there has to be an authorization. */
    public Parties parties() {
        return new Parties(user, app);
    }

    /** What no two payments ever share. */
    public OrderKey key() {
        return new OrderKey(app, number);
    }
}
