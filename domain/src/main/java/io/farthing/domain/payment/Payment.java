package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.Account;
import io.farthing.domain.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An accepted order.
 *
 * @param id our number for it
 * @param authorization under which it was accepted
 * @param order what the app asked for
 * @param status what became of it
 * @param acceptedAt when it was accepted, to the millisecond
 */
public record Payment(
        PaymentId id, AuthorizationId authorization, PaymentOrder order, PaymentStatus status, Instant acceptedAt) {

    /**
     * The public id: the SHA-256 of the SHA-256 of the {@linkplain CanonicalForm canonical form}, which anyone can
     * recompute from the record. It is not on a public chain.
     */
    public TransactionId transactionId() {
        return CanonicalForm.transactionId(this);
    }

    /**
     * What the payment means for the ledger: the payer's account is debited and every recipient's credited. The
     * postings add up to zero. A payment that is not settled has none.
     *
     * @param payer the account of the user's wallet
     */
    public List<Posting> postings(Address payer) {
        if (status != PaymentStatus.SETTLED) {
            return List.of();
        }
        List<Posting> postings = new ArrayList<>(order.recipients().list().size() + 1);
        postings.add(Posting.debit(new Account.At(payer), order.amount()));
        for (Recipient recipient : order.recipients().list()) {
            postings.add(Posting.credit(new Account.At(recipient.address()), recipient.amount()));
        }
        return List.copyOf(postings);
    }
}
