package io.farthing.application.port.out;

import io.farthing.domain.audit.Discrepancy;
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

    /**
     * Every payment, whatever became of it; those of outside wallets may come without their receipts. Books that are wrong
     * are read to their end: what is no payment is told of instead, and so is what the list of pending payments has too
     * much or too little, by the number of the payment.
     *
     * @param payments takes the payments
     * @param wrong takes an {@link Discrepancy.Figure#ORPHAN} for each payment under no known authorization and for each
     *     pending one that is no payment, a {@link Discrepancy.Figure#PAYMENT_POSTINGS} for each whose recipients do not
     *     add up to its amount, an {@link Discrepancy.Figure#UNREADABLE} for each of which something else is damaged,
     *     and a {@link Discrepancy.Figure#PENDING} for each that is listed as pending and is not, or the other way round
     */
    void eachPayment(Consumer<Payment> payments, Consumer<Discrepancy> wrong);

    /** About how many payments there are; quick, for showing progress. */
    long paymentCount();
}
