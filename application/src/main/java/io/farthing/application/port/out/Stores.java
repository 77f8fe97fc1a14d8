package io.farthing.application.port.out;

/**
 * Everything that is stored, as one unit of work sees it. Used by one thread, and only until the unit of work ends.
 *
 * <p>Whatever is stored comes back equal to what it was. Times have milliseconds and nothing finer.
 */
public interface Stores {

    /** The apps. */
    AppStore apps();

    /** The users. */
    UserStore users();

    /** Sessions, codes and access tokens. */
    TokenStore tokens();

    /** The requests of apps to be authorized. */
    ActivationStore activations();

    /** The consents. */
    AuthorizationStore authorizations();

    /** The wallets. */
    WalletStore wallets();

    /** The payments. */
    PaymentStore payments();

    /** The payments at an outside wallet whose outcome is not known yet. */
    PendingPaymentStore pendingPayments();

    /** What operators decided by hand. */
    ResolutionStore resolutions();

    /** The consents that users are giving at an outside wallet. */
    OutsideConsentStore outsideConsents();

    /** Which platform does what only one of them should do. */
    LeaseStore leases();

    /** The books, for those who check them. */
    JournalStore journal();

    /** Events that wait to be told. */
    EventOutbox events();
}
