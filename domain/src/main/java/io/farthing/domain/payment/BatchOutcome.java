package io.farthing.domain.payment;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was decided about a batch of orders and findings, and everything that has to be written for it.
 *
 * @param at when it was decided
 * @param decisions one for each attempt, in the order of the attempts
 * @param accepted the new payments, in the order in which they were accepted
 * @param wallets the wallets that changed, as they are now
 * @param authorizations the authorizations that changed, as they are now
 * @param conclusions the payments that the verdicts are about, as they are now: one for each verdict, in their order
 * @param changed the payments that a verdict has changed, each once, as they are now
 */
public record BatchOutcome(
        Instant at,
        List<Decision> decisions,
        List<Payment> accepted,
        List<Wallet> wallets,
        List<Authorization> authorizations,
        List<Payment> conclusions,
        List<PendingPayment> changed) {

    /** Keeps copies. */
    public BatchOutcome {
        decisions = List.copyOf(decisions);
        accepted = List.copyOf(accepted);
        wallets = List.copyOf(wallets);
        authorizations = List.copyOf(authorizations);
        conclusions = List.copyOf(conclusions);
        changed = List.copyOf(changed);
    }

    /**
     * Enters what {@code verdicts} found out, then decides {@code attempts} in their order, each against what its
     * predecessors left. A verdict about a payment that is no longer pending changes nothing: the first one counts, and
     * the same finding may be handed in more than once. A pure function.
     *
     * @param verdicts what was found out about earlier payments
     * @param attempts the orders
     * @param touched all that they touch, locked
     * @param rules what the operator demands
     * @param now the time of the decision, which accepted payments carry
     * @throws IllegalStateException when {@code touched} does not hold the payment of a verdict
     * @throws ArithmeticException when a wallet would hold more than {@link Satoshis#MAX}; that cannot be while all
     *     wallets together hold no more, which is asked whenever one is funded
     */
    public static BatchOutcome decide(
            List<Verdict> verdicts, List<Attempt> attempts, Touched touched, PaymentRules rules, Instant now) {
        Batch batch = new Batch(touched, rules, now);
        List<Payment> conclusions = verdicts.isEmpty()
                ? List.of()
                : verdicts.stream().map(batch::conclude).toList();
        List<Decision> decisions = new ArrayList<>(attempts.size());
        for (Attempt attempt : attempts) {
            decisions.add(batch.decide(attempt));
        }
        return new BatchOutcome(
                now,
                decisions,
                batch.accepted(),
                List.copyOf(batch.changedWallets()),
                List.copyOf(batch.changedAuthorizations()),
                conclusions,
                List.copyOf(batch.changedPayments()));
    }
}
