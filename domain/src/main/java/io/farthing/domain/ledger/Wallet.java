package io.farthing.domain.ledger;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;

/**
 * A user's money.
 *
 * @param owner whose it is
 * @param address under which the ledger keeps it; a payment to this address is credited to the wallet. It stands for
 *     an account of this ledger and for nothing on a public chain
 * @param balance how much there is, never negative
 */
public record Wallet(UserOpenId owner, Address address, Satoshis balance) {

    /** The wallet with less in it; throws {@link ArithmeticException} when it does not hold so much. */
    public Wallet debit(Satoshis amount) {
        return new Wallet(owner, address, balance.minus(amount));
    }

    /** The wallet with more in it; throws {@link ArithmeticException} when that would be all the money and more. */
    public Wallet credit(Satoshis amount) {
        return new Wallet(owner, address, balance.plus(amount));
    }
}
