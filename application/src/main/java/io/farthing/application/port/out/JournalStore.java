package io.farthing.application.port.out;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.Payment;
import java.util.function.Consumer;

/**
 * Everything that the books are made of, one by one, in no particular order. Memory does not grow with how much there
 * is. Part of a unit of work, whose state it shows, and used by its thread alone.
 */
public interface JournalStore {

    /** Every wallet. */
    void eachWallet(Consumer<Wallet> consumer);

    /** Every authorization, in force or not. */
    void eachAuthorization(Consumer<Authorization> consumer);

    /** Every funding. */
    void eachFunding(Consumer<Funding> consumer);

    /** Every payment, whatever became of it; those of outside wallets may come without their receipts. */
    void eachPayment(Consumer<Payment> consumer);

    /** About how many payments there are; quick, for showing progress. */
    long paymentCount();
}
