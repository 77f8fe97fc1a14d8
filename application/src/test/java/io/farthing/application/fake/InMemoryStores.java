package io.farthing.application.fake;

import io.farthing.application.port.out.ActivationStore;
import io.farthing.application.port.out.AppStore;
import io.farthing.application.port.out.AuthorizationStore;
import io.farthing.application.port.out.EventOutbox;
import io.farthing.application.port.out.JournalStore;
import io.farthing.application.port.out.LeaseStore;
import io.farthing.application.port.out.OutsideConsentStore;
import io.farthing.application.port.out.PaymentStore;
import io.farthing.application.port.out.PendingPaymentStore;
import io.farthing.application.port.out.ResolutionStore;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.TokenStore;
import io.farthing.application.port.out.UserStore;
import io.farthing.application.port.out.WalletStore;
import java.util.concurrent.atomic.AtomicLong;

/** The stores of one unit of work in memory. */
final class InMemoryStores implements Stores {

    private final InMemoryState state;
    private final AtomicLong lastId;

    InMemoryStores(InMemoryState state, AtomicLong lastId) {
        this.state = state;
        this.lastId = lastId;
    }

    @Override
    public AppStore apps() {
        return new InMemoryAppStore(state);
    }

    @Override
    public UserStore users() {
        return new InMemoryUserStore(state);
    }

    @Override
    public TokenStore tokens() {
        return new InMemoryTokenStore(state);
    }

    @Override
    public ActivationStore activations() {
        return new InMemoryActivationStore(state);
    }

    @Override
    public AuthorizationStore authorizations() {
        return new InMemoryAuthorizationStore(state, lastId);
    }

    @Override
    public WalletStore wallets() {
        return new InMemoryWalletStore(state);
    }

    @Override
    public PaymentStore payments() {
        return new InMemoryPaymentStore(state, lastId);
    }

    @Override
    public PendingPaymentStore pendingPayments() {
        return new InMemoryPendingPaymentStore(state);
    }

    @Override
    public ResolutionStore resolutions() {
        return new InMemoryResolutionStore(state);
    }

    @Override
    public OutsideConsentStore outsideConsents() {
        return new InMemoryOutsideConsentStore(state);
    }

    @Override
    public LeaseStore leases() {
        return new InMemoryLeaseStore(state);
    }

    @Override
    public JournalStore journal() {
        return new InMemoryJournalStore(state);
    }

    @Override
    public EventOutbox events() {
        return new InMemoryEventOutbox(state, lastId);
    }
}
