package io.farthing.domain.payment;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Wallet;
import java.util.List;
import java.util.Map;

/**
 * Everything that a batch of orders touches, as it was when it was locked.
 *
 * @param recorded the payments that exist already under one of the batch's order keys, and have not failed
 * @param wallets the wallets of the users who pay, and those whose address is a recipient
 * @param authorizations the active authorizations of the users who pay by the apps that ask; and those, active or not,
 *     under which the payments were accepted that something has been found out about
 * @param pending the payments that something has been found out about, as they are; those that are concluded already,
 *     too, of which nothing but the payment counts
 */
public record Touched(
        Map<OrderKey, PaymentId> recorded,
        List<Wallet> wallets,
        List<Authorization> authorizations,
        List<PendingPayment> pending) {

    /** Keeps copies. */
    public Touched {
        recorded = Map.copyOf(recorded);
        wallets = List.copyOf(wallets);
        authorizations = List.copyOf(authorizations);
        pending = List.copyOf(pending);
    }
}
