package io.farthing.application.service.event;

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
import io.farthing.domain.event.PlatformEvent;
import java.util.ArrayList;
import java.util.List;

/** The stores of one unit of work, of which two notice what has happened. */
final class EventfulStores implements Stores {

    private final Stores stores;
    private final List<PlatformEvent> noticed = new ArrayList<>();
    private final PaymentStore payments;
    private final AuthorizationStore authorizations;

    EventfulStores(Stores stores) {
        this.stores = stores;
        this.payments = new EventfulPaymentStore(stores.payments(), noticed::addAll);
        this.authorizations = new EventfulAuthorizationStore(stores.authorizations(), noticed::addAll);
    }

    /** What has happened until now, in its order. */
    List<PlatformEvent> noticed() {
        return noticed;
    }

    @Override
    public PaymentStore payments() {
        return payments;
    }

    @Override
    public AuthorizationStore authorizations() {
        return authorizations;
    }

    @Override
    public AppStore apps() {
        return stores.apps();
    }

    @Override
    public UserStore users() {
        return stores.users();
    }

    @Override
    public TokenStore tokens() {
        return stores.tokens();
    }

    @Override
    public ActivationStore activations() {
        return stores.activations();
    }

    @Override
    public WalletStore wallets() {
        return stores.wallets();
    }

    @Override
    public PendingPaymentStore pendingPayments() {
        return stores.pendingPayments();
    }

    @Override
    public ResolutionStore resolutions() {
        return stores.resolutions();
    }

    @Override
    public OutsideConsentStore outsideConsents() {
        return stores.outsideConsents();
    }

    @Override
    public LeaseStore leases() {
        return stores.leases();
    }

    @Override
    public JournalStore journal() {
        return stores.journal();
    }

    @Override
    public EventOutbox events() {
        return stores.events();
    }
}
