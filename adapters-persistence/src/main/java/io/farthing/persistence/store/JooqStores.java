package io.farthing.persistence.store;

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
import io.farthing.persistence.payment.JooqEventOutbox;
import io.farthing.persistence.payment.JooqPaymentStore;
import io.farthing.persistence.payment.JooqPendingPaymentStore;
import io.farthing.persistence.payment.PaymentWork;
import io.farthing.persistence.work.IdBlocks;

/** The stores of one unit of work. */
final class JooqStores implements Stores {

    private final PaymentWork work;
    private final IdBlocks authorizationIds;
    private final JooqPaymentStore payments;

    JooqStores(PaymentWork work, IdBlocks paymentIds, IdBlocks authorizationIds) {
        this.work = work;
        this.authorizationIds = authorizationIds;
        this.payments = new JooqPaymentStore(work, paymentIds);
    }

    PaymentWork work() {
        return work;
    }

    /** Writes what has not been written yet. */
    void beforeCommit() {
        payments.beforeCommit();
        work.orderNumbers().beforeCommit();
        work.flush();
    }

    @Override
    public AppStore apps() {
        return new JooqAppStore(work);
    }

    @Override
    public UserStore users() {
        return new JooqUserStore(work);
    }

    @Override
    public TokenStore tokens() {
        return new JooqTokenStore(work);
    }

    @Override
    public ActivationStore activations() {
        return new JooqActivationStore(work);
    }

    @Override
    public AuthorizationStore authorizations() {
        return new JooqAuthorizationStore(work, authorizationIds);
    }

    @Override
    public WalletStore wallets() {
        return new JooqWalletStore(work);
    }

    /** The same one every time: it remembers what it has locked. */
    @Override
    public PaymentStore payments() {
        return payments;
    }

    @Override
    public PendingPaymentStore pendingPayments() {
        return new JooqPendingPaymentStore(work);
    }

    @Override
    public ResolutionStore resolutions() {
        return new JooqResolutionStore(work);
    }

    @Override
    public OutsideConsentStore outsideConsents() {
        return new JooqOutsideConsentStore(work);
    }

    @Override
    public LeaseStore leases() {
        return new JooqLeaseStore(work);
    }

    @Override
    public JournalStore journal() {
        return new JooqJournalStore(work);
    }

    @Override
    public EventOutbox events() {
        return new JooqEventOutbox(work);
    }
}
