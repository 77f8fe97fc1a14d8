package io.farthing.application.service.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose accounts somebody else keeps locked, as far as orders and findings have shown by waiting in vain. It may be the
 * payer's or a recipient's: of a recipient it is believed when two payers of one batch have waited, and for the rest of
 * that batch; of a payer for a while. Used by one thread.
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

    /** Somebody has waited in vain. */
    void hasWaited(Waiting waiting) {
        payers.put(waiting.payer(), clock.instant());
        waiting.addresses().forEach(address -> recipients.merge(address, 1, Integer::sum));
    }

    /** Whether somebody would most likely wait in vain, too. */
    boolean concern(Waiting waiting) {
        return payers.containsKey(waiting.payer())
                || waiting.addresses().stream().anyMatch(address -> recipients.getOrDefault(address, 0) > 1);
    }

    /** A batch begins: what has been believed for long enough is to be tried again. */
    void begin() {
        recipients.clear();
        Instant now = clock.instant();
        // A clock may be set back, too.
        payers.values().removeIf(waited -> now.isBefore(waited) || !now.isBefore(waited.plus(BELIEVED_FOR)));
    }

    boolean isEmpty() {
        return payers.isEmpty() && recipients.isEmpty();
    }
}
