package io.farthing.application.fake;

import io.farthing.application.port.out.JournalStore;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.Payment;
import java.util.function.Consumer;

/** The books in memory. */
final class InMemoryJournalStore implements JournalStore {

    private final InMemoryState state;

    InMemoryJournalStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public void eachWallet(Consumer<Wallet> consumer) {
        state.wallets.values().forEach(consumer);
    }

    @Override
    public void eachAuthorization(Consumer<Authorization> consumer) {
        state.authorizations.values().forEach(consumer);
    }

    @Override
    public void eachFunding(Consumer<Funding> consumer) {
        state.fundings.values().forEach(consumer);
    }

    // Nothing is wrong with payments that never were anything but objects.
    @Override
    public void eachPayment(Consumer<Payment> payments, Consumer<Discrepancy> wrong) {
        state.payments.values().forEach(payments);
    }

    @Override
    public long paymentCount() {
        return state.payments.size();
    }
}
