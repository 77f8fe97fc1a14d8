package io.farthing.application.fake;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.WalletStore;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/** Wallets in memory. */
final class InMemoryWalletStore implements WalletStore {

    private final InMemoryState state;

    InMemoryWalletStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public Optional<Wallet> find(UserOpenId user) {
        return Optional.ofNullable(state.wallets.get(user));
    }

    @Override
    public Optional<Wallet> lock(UserOpenId user) {
        return find(user);
    }

    @Override
    public Satoshis lockTotal() {
        long total = 0;
        for (Wallet wallet : state.wallets.values()) {
            total = Math.min(Satoshis.MAX.value(), total + wallet.balance().value());
        }
        return Satoshis.of(total);
    }

    @Override
    public Optional<Funding> funding(FundingReference reference) {
        return Optional.ofNullable(state.fundings.get(reference));
    }

    @Override
    public void record(Funding funding, Wallet funded) {
        if (state.fundings.putIfAbsent(funding.reference(), funding) != null) {
            throw new StorageFailure(
                    StorageFailure.Category.CONFLICT,
                    "the reference is there already",
                    new IllegalStateException(funding.reference().toString()));
        }
        InMemoryState.update(state.wallets, funded.owner(), funded);
    }
}
