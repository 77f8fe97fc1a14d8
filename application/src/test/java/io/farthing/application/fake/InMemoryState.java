package io.farthing.application.fake;

import io.farthing.application.port.out.LeaseStore;
import io.farthing.application.port.out.OutsideConsent;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.token.Token;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserOpenId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that the storage in memory holds. The values are immutable, so that a copy of the maps is a copy of the state. */
final class InMemoryState {

    final Map<AppId, App> apps = new TreeMap<>(Comparator.comparing(AppId::value));
    final Map<UserOpenId, User> users = new HashMap<>();
    final Map<UserOpenId, PasswordHash> passwords = new HashMap<>();
    final Map<UserOpenId, Wallet> wallets = new HashMap<>();
    final Map<SecretDigest, Token> tokens = new HashMap<>();
    final Map<ActivationId, Activation> activations = new HashMap<>();
    final Map<AuthorizationId, Authorization> authorizations = new HashMap<>();
    final Map<FundingReference, Funding> fundings = new HashMap<>();
    final Map<PaymentId, Payment> payments = new HashMap<>();
    /** For each order key the payment that has not failed, or else the newest. */
    final Map<OrderKey, PaymentId> current = new HashMap<>();

    final Map<PaymentId, PendingPayment> pendingPayments = new TreeMap<>();
    final Map<PaymentId, Resolution> resolutions = new HashMap<>();
    final Map<SecretDigest, OutsideConsent> outsideConsents = new HashMap<>();
    final Map<LeaseStore.Task, InMemoryLeaseStore.Lease> leases = new HashMap<>();

    final Map<ListenerName, SortedMap<Long, PlatformEvent>> outbox = new HashMap<>();

    InMemoryState() {}

    InMemoryState(InMemoryState other) {
        apps.putAll(other.apps);
        users.putAll(other.users);
        passwords.putAll(other.passwords);
        wallets.putAll(other.wallets);
        tokens.putAll(other.tokens);
        activations.putAll(other.activations);
        authorizations.putAll(other.authorizations);
        fundings.putAll(other.fundings);
        payments.putAll(other.payments);
        current.putAll(other.current);
        pendingPayments.putAll(other.pendingPayments);
        resolutions.putAll(other.resolutions);
        outsideConsents.putAll(other.outsideConsents);
        leases.putAll(other.leases);
        other.outbox.forEach((listener, events) -> outbox.put(listener, new TreeMap<>(events)));
    }

    /** Puts a value that is new; throws {@link IllegalStateException} when there is one of that key. */
    static <K, V> void add(Map<K, V> map, K key, V value) {
        if (map.putIfAbsent(key, value) != null) {
            throw new IllegalStateException(key + " is there already");
        }
    }

    /** Replaces a value; throws {@link IllegalStateException} when there is none of that key. */
    static <K, V> void update(Map<K, V> map, K key, V value) {
        if (map.replace(key, value) == null) {
            throw new IllegalStateException("there is no " + key);
        }
    }

    /** Throws {@link IllegalStateException} when there is no value of that key. */
    static <K> void require(Map<K, ?> map, K key) {
        if (!map.containsKey(key)) {
            throw new IllegalStateException("there is no " + key);
        }
    }
}
