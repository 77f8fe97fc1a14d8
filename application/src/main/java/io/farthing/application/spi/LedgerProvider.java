package io.farthing.application.spi;

import com.google.inject.util.Modules;
import java.util.Set;

/** Offers the embedded wallet: the platform's own ledger pays, in the same commit that accepts the order. */
public final class LedgerProvider implements AdapterProvider<NoSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public LedgerProvider() {}

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AdapterName name() {
        return new AdapterName("ledger");
    }

    @Override
    public AdapterKind kind() {
        return AdapterKind.WALLET;
    }

    @Override
    public String description() {
        return "The embedded wallet: users have balances in Farthing's own ledger, and payments are settled at once.";
    }

    @Override
    public Set<Class<?>> ports() {
        return Set.of();
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public Adapter open(NoSettings settings, AdapterContext context) {
        return Adapter.of(Modules.EMPTY_MODULE);
    }
}
