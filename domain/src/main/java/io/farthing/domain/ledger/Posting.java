package io.farthing.domain.ledger;

import io.farthing.domain.money.Satoshis;

/**
 * One line of a movement of money.
 *
 * @param account whose
 * @param satoshis what the account gains, negative for what it loses
 */
public record Posting(Account account, long satoshis) {

    /** The account loses the amount. */
    public static Posting debit(Account account, Satoshis amount) {
        return new Posting(account, -amount.value());
    }

    /** The account gains the amount. */
    public static Posting credit(Account account, Satoshis amount) {
        return new Posting(account, amount.value());
    }
}
