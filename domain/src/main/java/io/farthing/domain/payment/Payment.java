package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.Account;
import io.farthing.domain.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An accepted order. One that our ledger pays is settled from the beginning. One that an outside wallet pays is reserved
 * to begin with; what becomes of it then is final once it is known:
 *
 * <pre>{@code
 * RESERVED ──→ SETTLED
 *    │   └───→ FAILED
 *    └→ UNKNOWN ──→ SETTLED | FAILED
 * }</pre>
 *
 * @param id our number for it
 * @param authorization under which it was accepted
 * @param order what the app asked for
 * @param settlement where its money moves
 * @param status what became of it
 * @param acceptedAt when it was accepted, to the millisecond
 * @param receipt what the outside wallet told about it; {@link Receipt#NONE} unless one has settled it
 */
public record Payment(
        PaymentId id,
        AuthorizationId authorization,
        PaymentOrder order,
        Settlement settlement,
        PaymentStatus status,
        Instant acceptedAt,
        Receipt receipt) {

    /** Refuses a payment of our ledger that is not settled, and a receipt of a payment that was not made outside. */
    public Payment {
        boolean isOurs = settlement == Settlement.LEDGER;
        if (isOurs && status != PaymentStatus.SETTLED) {
            throw new IllegalArgumentException("a payment of our ledger is settled when it is accepted");
        }
        if (!receipt.equals(Receipt.NONE) && (isOurs || status != PaymentStatus.SETTLED)) {
            throw new IllegalArgumentException("an outside wallet gives a receipt for what it has paid");
        }
    }

    /** A payment that has just been accepted: settled by our ledger, or reserved for an outside wallet. */
    static Payment accepted(
            PaymentId id, AuthorizationId authorization, PaymentOrder order, Settlement settlement, Instant now) {
        PaymentStatus status = switch (settlement) {
            case LEDGER -> PaymentStatus.SETTLED;
            case GATEWAY -> PaymentStatus.RESERVED;
        };
        return new Payment(id, authorization, order, settlement, status, now, Receipt.NONE);
    }

    /** Whether it is still open what becomes of the payment. */
    public boolean isPending() {
        return status == PaymentStatus.RESERVED || status == PaymentStatus.UNKNOWN;
    }

    /** The payment after the outside wallet has made it; throws {@link IllegalStateException} unless it is pending. */
    public Payment settle(Receipt given) {
        return become(PaymentStatus.SETTLED, given);
    }

    /** The payment that will never be made; throws {@link IllegalStateException} unless it is pending. */
    public Payment fail() {
        return become(PaymentStatus.FAILED, Receipt.NONE);
    }

    /** The payment whose outcome is not known; throws {@link IllegalStateException} unless it is pending. */
    public Payment lose() {
        return become(PaymentStatus.UNKNOWN, Receipt.NONE);
    }

    private Payment become(PaymentStatus next, Receipt given) {
        if (!isPending()) {
            throw new IllegalStateException("payment " + id + " is " + status + " and cannot become " + next);
        }
        return new Payment(id, authorization, order, settlement, next, acceptedAt, given);
    }

    /**
     * The id under which the world finds the payment: {@link #transactionId} when our ledger has paid it; otherwise what the
     * outside wallet told, and empty as long as it has told nothing.
     */
    public String publicId() {
        return switch (settlement) {
            case LEDGER -> transactionId().hex();
            case GATEWAY -> receipt.transaction();
        };
    }

    /**
     * The SHA-256 of the SHA-256 of the {@linkplain CanonicalForm canonical form}, which anyone can recompute from the
     * record: the same for ever, whatever becomes of the payment, and no other payment's, on any server. It is not on a
     * public chain.
     */
    public TransactionId transactionId() {
        return CanonicalForm.transactionId(this);
    }

    /**
     * What the payment means for the ledger: the payer's account is debited and every recipient's credited. The
     * postings add up to zero. A payment that is not settled has none, nor has one that an outside wallet pays: its
     * money never is in our books, and a recipient whose address is one of our wallets' gets it outside.
     *
     * @param payer the account of the user's wallet
     */
    public List<Posting> postings(Address payer) {
        if (settlement != Settlement.LEDGER) {
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
