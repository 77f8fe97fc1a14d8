package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.AdapterProviderContract;
import org.junit.jupiter.api.Test;

/** A remote DotWallet is offered like any other wallet. */
final class DotWalletProviderTest implements AdapterProviderContract {

    @Override
    public AdapterProvider<?> provider() {
        return new DotWalletProvider();
    }

    @Override
    public Adapter openAdapter() {
        try (RemoteDouble remote = new RemoteDouble()) {
            return open(remote.settings());
        }
    }

    @Test
    void itsModuleBindsAWalletAndItsPagesAndNeedsNobodyToAnswerYet() {
        try (RemoteDouble remote = new RemoteDouble()) {
            RemoteSettings settings = remote.settings();
            remote.close();
            try (Adapter adapter = open(settings)) {
                Injector injector = Guice.createInjector(adapter.module());
                assertThat(injector.getInstance(WalletGateway.class)).isInstanceOf(DotWalletGateway.class);
                assertThat(injector.getInstance(WalletPages.class)).isInstanceOf(DotWalletPages.class);
                assertThat(adapter.location()).contains(settings.url().toString());
            }
        }
    }

    private static Adapter open(RemoteSettings settings) {
        AdapterContext context = new AdapterContext(
                () -> {
                    throw new AssertionError("nobody may ask for the data folder");
                },
                new TestClock());
        return new DotWalletProvider().open(settings, context);
    }
}
