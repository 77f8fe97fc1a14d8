package io.farthing.domain.audit;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.Account;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.Posting;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes all balances from postings and all usage from payments, and says what differs from the books.
 *
 * <p>Fed in this order: all wallets, all authorizations, then every funding and payment of the same moment, one by one.
 * Memory grows with the number of wallets and authorizations, not with that of payments. Not thread-safe.
 */
public final class LedgerAudit {

    /** How many differences are listed at most; what comes after them is only counted. */
    public static final int MAX_LISTED = 1000;

    private final Map<UserOpenId, Address> addressOfUser = new HashMap<>();
    private final Map<Address, Sum> balances = new HashMap<>();
    private final Map<AuthorizationId, Sum> spent = new HashMap<>();
    private final Map<AuthorizationId, Sum> reserved = new HashMap<>();
    private final List<Discrepancy> found = new ArrayList<>();
    private long count;

    /** Takes a wallet as the books have it. */
    public void wallet(Wallet wallet) {
        addressOfUser.put(wallet.owner(), wallet.address());
        balances.put(
                wallet.address(),
                new Sum(wallet.owner().value(), wallet.balance().value()));
    }

    /** Takes an authorization as the books have it. */
    public void authorization(Authorization authorization) {
        String subject = authorization.id().toString();
        spent.put(
                authorization.id(),
                new Sum(subject, authorization.usage().spent().value()));
        reserved.put(
                authorization.id(),
                new Sum(subject, authorization.usage().reserved().value()));
    }

    /** Takes a funding. */
    public void funding(Funding funding) {
        Address address = addressOfUser.get(funding.user());
        if (address == null) {
            orphan(funding.reference().value(), funding.amount().value());
        } else {
            post(funding.postings(address));
        }
    }

    /** Takes a payment. */
    public void payment(Payment payment) {
        Address payer = addressOfUser.get(payment.order().user());
        Sum used = usage(payment);
        long amount = payment.order().amount().value();
        if (payer == null || used == null) {
            orphan(payment.id().toString(), amount);
            return;
        }
        if (payment.status() != PaymentStatus.FAILED) {
            used.recomputed += amount;
        }
        post(payment.postings(payer));
    }

    /** Takes what was found to be wrong while the books were read. */
    public void wrong(Discrepancy discrepancy) {
        count++;
        if (found.size() < MAX_LISTED) {
            found.add(discrepancy);
        }
    }

    /** Compares, and says what differs: at most {@link #MAX_LISTED} entries. To be called once, when all is taken. */
    public List<Discrepancy> differences() {
        compare(Discrepancy.Figure.BALANCE, balances);
        compare(Discrepancy.Figure.SPENT, spent);
        compare(Discrepancy.Figure.RESERVED, reserved);
        return List.copyOf(found);
    }

    /** How many differences {@link #differences} found, listed or not. */
    public long differenceCount() {
        return count;
    }

    private @Nullable Sum usage(Payment payment) {
        boolean isSettled = payment.status() == PaymentStatus.SETTLED;
        return (isSettled ? spent : reserved).get(payment.authorization());
    }

    private void post(List<Posting> postings) {
        for (Posting posting : postings) {
            if (posting.account() instanceof Account.At at) {
                Sum sum = balances.get(at.address());
                if (sum != null) {
                    sum.recomputed += posting.satoshis();
                }
            }
        }
    }

    private void compare(Discrepancy.Figure what, Map<?, Sum> sums) {
        for (Sum sum : sums.values()) {
            if (sum.recorded != sum.recomputed) {
                wrong(new Discrepancy(what, sum.subject, sum.recorded, sum.recomputed));
            }
        }
    }

    private void orphan(String subject, long amount) {
        wrong(new Discrepancy(Discrepancy.Figure.ORPHAN, subject, amount, 0));
    }

    private static final class Sum {
        final String subject;
        final long recorded;
        long recomputed;

        Sum(String subject, long recorded) {
            this.subject = subject;
            this.recorded = recorded;
        }
    }
}
