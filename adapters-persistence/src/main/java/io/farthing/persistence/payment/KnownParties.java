package io.farthing.persistence.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Parties;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What payments have to find out about users and addresses and what hardly ever changes, so that it is asked once and not
 * for every payment.
 *
 * <p>Nothing here can be wrong unnoticed. The number of a user and the owner of an address never change. Which
 * authorization is the active one does, but whoever loads it sees whether it still is. That an address is nobody's wallet
 * could become wrong only if somebody had paid to it before the wallet was made, and a wallet's address is drawn at random
 * when it is made; all the same that is forgotten after {@link #NOBODY_MEMORY}. Bounded, and thread-safe.
 */
final class KnownParties {

    /** For how long it is believed that an address is nobody's wallet. */
    static final Duration NOBODY_MEMORY = Duration.ofSeconds(30);

    private static final int MAX_CONSENTS = 100_000;
    private static final int MAX_OWNERS = 50_000;
    private static final int MAX_STRANGERS = 100_000;

    /** The authorization that was active between two parties, and the user's number. */
    record Consent(long userId, long authorizationId) {}

    /** Whose wallet an address is. */
    record Owner(long userId, UserOpenId openId) {}

    private final Cache<Parties, Consent> consents =
            Caffeine.newBuilder().maximumSize(MAX_CONSENTS).build();
    private final Cache<Address, Owner> owners =
            Caffeine.newBuilder().maximumSize(MAX_OWNERS).build();
    private final Cache<Address, Boolean> strangers = Caffeine.newBuilder()
            .maximumSize(MAX_STRANGERS)
            .expireAfterWrite(NOBODY_MEMORY)
            .build();

    @Nullable
    Consent consent(Parties parties) {
        return consents.getIfPresent(parties);
    }

    void remember(Parties parties, Consent consent) {
        consents.put(parties, consent);
    }

    /** To be called when the authorization turned out to be active no more. */
    void forget(Parties parties) {
        consents.invalidate(parties);
    }

    @Nullable
    Owner owner(Address address) {
        return owners.getIfPresent(address);
    }

    void remember(Address address, Owner owner) {
        owners.put(address, owner);
    }

    /** Whether the address was found to be nobody's wallet, not long ago. */
    boolean isNobodys(Address address) {
        return strangers.getIfPresent(address) != null;
    }

    void rememberAsNobodys(Address address) {
        strangers.put(address, Boolean.TRUE);
    }
}
