package io.farthing.dotwallet.client;

import com.google.inject.AbstractModule;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletPages;

/** Has a remote DotWallet pay, and lets people in through its pages. It needs nothing from others. */
public final class DotWalletClientModule extends AbstractModule {

    private final RemoteSettings settings;

    /** The module for that remote. */
    public DotWalletClientModule(RemoteSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void configure() {
        bind(RemoteSettings.class).toInstance(settings);
        bind(WalletGateway.class).to(DotWalletGateway.class);
        bind(WalletPages.class).to(DotWalletPages.class);
    }
}
