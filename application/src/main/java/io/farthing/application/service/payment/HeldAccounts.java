package io.farthing.application.service.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose accounts somebody else keeps locked, as far as the orders of one batch have shown by waiting in vain. It may be
 * the payer's or a recipient's: of a recipient it is believed when two payers have waited. Used by one thread.
 */
final class HeldAccounts {

    private final Set<UserOpenId> payers = new HashSet<>();
    private final Map<Address, Integer> recipients = new HashMap<>();

    /** An order has waited in vain. */
    void hasWaited(PaymentOrder order) {
        payers.add(order.user());
        addresses(order).forEach(address -> recipients.merge(address, 1, Integer::sum));
    }

    /** Whether an order would most likely wait in vain, too. */
    boolean concern(PaymentOrder order) {
        return payers.contains(order.user())
                || addresses(order).stream().anyMatch(address -> recipients.getOrDefault(address, 0) > 1);
    }

    void clear() {
        payers.clear();
        recipients.clear();
    }

    private static Set<Address> addresses(PaymentOrder order) {
        Set<Address> addresses = new HashSet<>();
        for (Recipient recipient : order.recipients().list()) {
            addresses.add(recipient.address());
        }
        return addresses;
    }
}
