package io.farthing.application.platform;

import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.event.ListenerName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform is made of. Only the storage has to be given; each method says what holds without it. Used by one
 * thread, for one platform.
 */
public final class PaymentPlatformBuilder {

    private final UnitOfWork unitOfWork;
    private final Runnable storageCloser;
    private final List<NamedListener> listeners = new ArrayList<>();
    private Optional<WalletGateway> wallet = Optional.empty();
    private Optional<PasswordHasher> passwords = Optional.empty();
    private PaymentMeter meter = new PaymentTally();
    private PlatformSettings settings = PlatformSettings.DEFAULT;
    private InstantSource clock = InstantSource.system();

    private record NamedListener(String name, EventListener listener) {}

    PaymentPlatformBuilder(UnitOfWork unitOfWork, Runnable storageCloser) {
        this.unitOfWork = unitOfWork;
        this.storageCloser = storageCloser;
    }

    /**
     * Has an outside wallet pay. Without one, the platform's own ledger does. {@link #open} refuses one whose {@link
     * WalletGateway#patience} is not positive, or is more than {@link WalletGateway#LONGEST_PATIENCE}.
     */
    public PaymentPlatformBuilder wallet(WalletGateway gateway) {
        wallet = Optional.of(gateway);
        return this;
    }

    /**
     * Has somebody told what happens. Without any listener, no event is kept, and payments cost what they cost without
     * events. May be called for several listeners.
     *
     * @param name its durable name, see {@link ListenerName}; {@link #open} refuses one that is no name, or that another
     *     listener of this platform has
     */
    public PaymentPlatformBuilder listener(String name, EventListener listener) {
        listeners.add(new NamedListener(name, listener));
        return this;
    }

    /** Counts and times payments, for the host's own metrics. Without it, a {@link PaymentTally} does. */
    public PaymentPlatformBuilder meter(PaymentMeter counter) {
        meter = counter;
        return this;
    }

    /** Lets users have passwords and log in. Without it, they have none, and the host knows them by its own means. */
    public PaymentPlatformBuilder passwords(PasswordHasher hasher) {
        passwords = Optional.of(hasher);
        return this;
    }

    /** Decides what an operator decides. Without it, {@link PlatformSettings#DEFAULT} holds. */
    public PaymentPlatformBuilder settings(PlatformSettings decisions) {
        settings = decisions;
        return this;
    }

    /** Takes all times from there. Without it, from the clock of this machine. */
    public PaymentPlatformBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Puts the platform together and starts it.
     *
     * @throws RuntimeException when it cannot be started, and an {@link IllegalArgumentException} when the name of a
     *     listener is no name or two have the same, or the wallet's patience is refused; a storage that would be the
     *     platform's to close is closed then, as it is after an {@link Error}
     */
    public PaymentPlatform open() {
        try {
            wallet.map(WalletGateway::patience).ifPresent(PaymentPlatformBuilder::requireServable);
            return new PaymentPlatform(this, unitOfWork, storageCloser);
        } catch (RuntimeException | Error e) { // A class that it lacks, too.
            storageCloser.run();
            throw e;
        }
    }

    private static void requireServable(Duration patience) {
        if (!WalletGateway.isServable(patience)) {
            throw new IllegalArgumentException("the patience of a wallet is positive and at most "
                    + WalletGateway.LONGEST_PATIENCE.toSeconds() + " s, not " + patience);
        }
    }

    // Names are looked at here, which open() calls: whatever is wrong with one, the storage is closed.
    Map<ListenerName, EventListener> listeners() {
        Map<ListenerName, EventListener> byName = new LinkedHashMap<>();
        for (NamedListener each : listeners) {
            if (byName.put(new ListenerName(each.name()), each.listener()) != null) {
                throw new IllegalArgumentException("there are two listeners with the name " + each.name());
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    Optional<WalletGateway> wallet() {
        return wallet;
    }

    Optional<PasswordHasher> passwords() {
        return passwords;
    }

    PaymentMeter meter() {
        return meter;
    }

    PlatformSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }
}
