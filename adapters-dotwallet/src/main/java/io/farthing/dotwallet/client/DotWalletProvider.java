package io.farthing.dotwallet.client;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.SpiVersion;
import java.util.Set;

/** Offers a remote DotWallet as the wallet that pays. */
public final class DotWalletProvider implements AdapterProvider<RemoteSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public DotWalletProvider() {}

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AdapterName name() {
        return new AdapterName("dotwallet");
    }

    @Override
    public AdapterKind kind() {
        return AdapterKind.WALLET;
    }

    @Override
    public String description() {
        return "A remote DotWallet pays, through its Open Platform; users log in there.";
    }

    @Override
    public Set<Class<?>> ports() {
        return Set.of(WalletGateway.class, WalletPages.class);
    }

    @Override
    public Class<RemoteSettings> settings() {
        return RemoteSettings.class;
    }

    // Nothing is asked of the remote here: a server starts while its wallet is away.
    @Override
    public Adapter open(RemoteSettings settings, AdapterContext context) {
        return Adapter.of(new DotWalletClientModule(settings)).at(settings.url().toString());
    }
}
