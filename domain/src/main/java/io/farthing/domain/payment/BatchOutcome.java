package io.farthing.domain.payment;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was decided about a batch of orders, and everything that has to be written for it.
 *
 * @param decisions one for each attempt, in the order of the attempts
 * @param accepted the new payments, in the order in which they were accepted
 * @param wallets the wallets that changed, as they are now
 * @param authorizations the authorizations that changed, as they are now
 */
public record BatchOutcome(
        List<Decision> decisions, List<Payment> accepted, List<Wallet> wallets, List<Authorization> authorizations) {

    /** Keeps copies. */
    public BatchOutcome {
        decisions = List.copyOf(decisions);
        accepted = List.copyOf(accepted);
        wallets = List.copyOf(wallets);
        authorizations = List.copyOf(authorizations);
    }

    /**
     * Decides {@code attempts} in their order, each against what its predecessors left. A pure function.
     *
     * @param attempts the orders
     * @param touched all that they touch, locked
     * @param rules what the operator demands
     * @param now the time that accepted payments carry
     * @throws ArithmeticException when a wallet would hold more than {@link Satoshis#MAX}, which takes fundings of more
     *     money than there is
     */
    public static BatchOutcome decide(List<Attempt> attempts, Touched touched, PaymentRules rules, Instant now) {
        Batch batch = new Batch(touched, rules, now);
        List<Decision> decisions = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            decisions.add(batch.decide(attempt));
        }
        return new BatchOutcome(
                decisions,
                batch.accepted(),
                List.copyOf(batch.changedWallets()),
                List.copyOf(batch.changedAuthorizations()));
    }
}
