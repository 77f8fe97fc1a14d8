package io.farthing.persistence.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Wallet;
import io.farthing.persistence.codec.CreditChain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Authorizations and wallets as they were when this server last committed a batch that changed them. They may be out of
 * date at any time, because other servers and other use cases change them, too: see {@link Reading#REMEMBERED}. Bounded, and
 * thread-safe.
 */
final class KnownStates {

    private static final int MAX_AUTHORIZATIONS = 50_000;
    private static final int MAX_WALLETS = 50_000;

    /** An authorization, and the payments drawn under it. */
    record Drawn(Authorization authorization, PaymentChain chain) {}

    /** A wallet, and the payments credited to it. */
    record Held(Wallet wallet, CreditChain credits) {}

    private final Cache<Long, Drawn> authorizations =
            Caffeine.newBuilder().maximumSize(MAX_AUTHORIZATIONS).build();
    private final Cache<Long, Held> wallets =
            Caffeine.newBuilder().maximumSize(MAX_WALLETS).build();

    @Nullable
    Drawn authorization(long number) {
        return authorizations.getIfPresent(number);
    }

    /** The wallet of the user of that number. */
    @Nullable
    Held wallet(long user) {
        return wallets.getIfPresent(user);
    }

    void remember(Map<Long, Drawn> authorizations, Map<Long, Held> wallets) {
        this.authorizations.putAll(authorizations);
        this.wallets.putAll(wallets);
    }
}
