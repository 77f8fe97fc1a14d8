package io.farthing.application.port.out;

import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/**
 * The users' wallets and what was paid into them from outside.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface WalletStore {

    /** The user's wallet. */
    Optional<Wallet> find(UserOpenId user);

    /** The user's wallet, locked until this unit of work ends. */
    Optional<Wallet> lock(UserOpenId user);

    /**
     * What all wallets hold together, {@link Satoshis#MAX} at most. Other units of work that ask for it wait until this
     * one ends, so that none overlooks what another is putting in, the very first funding among them. Payments do not
     * wait: they move money between wallets or out of them, and bring none in. This takes the longer the more wallets
     * there are.
     */
    Satoshis lockTotal();

    /** The funding of that reference. */
    Optional<Funding> funding(FundingReference reference);

    /**
     * Records a funding and the wallet as it is thereafter. When the reference is there already, the unit of work fails
     * as a {@link StorageFailure.Category#CONFLICT} and is run again.
     */
    void record(Funding funding, Wallet funded);
}
