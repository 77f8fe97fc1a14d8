package io.farthing.domain.ledger;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;

/**
 * Money that came into a wallet from outside.
 *
 * @param reference what the operator calls it
 * @param user whose wallet
 * @param amount how much, positive
 * @param at when
 */
public record Funding(FundingReference reference, UserOpenId user, Satoshis amount, Instant at) {

    /** Refuses to fund nothing. */
    public Funding {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("satoshis must be at least 1");
        }
    }

    /**
     * What the funding means for the ledger; the postings add up to zero.
     *
     * @param wallet the account of the user's wallet
     */
    public List<Posting> postings(Address wallet) {
        return List.of(Posting.debit(new Account.Outside(), amount), Posting.credit(new Account.At(wallet), amount));
    }
}
