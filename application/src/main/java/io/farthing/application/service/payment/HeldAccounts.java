package io.farthing.application.service.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose accounts somebody else keeps locked, as far as orders have shown by waiting in vain. It may be the payer's or a
 * recipient's: of a recipient it is believed when two payers of one batch have waited, and for the rest of that batch; of
 * a payer for a while. Used by one thread.
 */
final class HeldAccounts {

    // Whoever waits lets everybody wait, so a payer who sends one order after the other may not do so all the time.
    static final Duration BELIEVED_FOR = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<UserOpenId, Instant> payers = new HashMap<>();
    private final Map<Address, Integer> recipients = new HashMap<>();

    HeldAccounts(InstantSource clock) {
        this.clock = clock;
    }

    /** An order has waited in vain. */
    void hasWaited(PaymentOrder order) {
        payers.put(order.user(), clock.instant());
        addresses(order).forEach(address -> recipients.merge(address, 1, Integer::sum));
    }

    /** Whether an order would most likely wait in vain, too. */
    boolean concern(PaymentOrder order) {
        return payers.containsKey(order.user())
                || addresses(order).stream().anyMatch(address -> recipients.getOrDefault(address, 0) > 1);
    }

    /** A batch begins: what has been believed for long enough is to be tried again. */
    void begin() {
        recipients.clear();
        if (!payers.isEmpty()) {
            Instant now = clock.instant();
            // A clock may be set back, too.
            payers.values().removeIf(waited -> now.isBefore(waited) || !now.isBefore(waited.plus(BELIEVED_FOR)));
        }
    }

    boolean isEmpty() {
        return payers.isEmpty() && recipients.isEmpty();
    }

    private static Set<Address> addresses(PaymentOrder order) {
        Set<Address> addresses = new HashSet<>();
        for (Recipient recipient : order.recipients().list()) {
            addresses.add(recipient.address());
        }
        return addresses;
    }
}
