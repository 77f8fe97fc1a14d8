package io.farthing.dotwallet.server;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import io.javalin.plugin.Plugin;

/**
 * Adds the DotWallet endpoints to the set of Javalin plugins of which the server is made.
 *
 * <p>It needs bindings of {@link DotWalletSettings}, of {@code PlatformSettings}, of {@code PaymentMeter} and of the use
 * cases {@code AuthenticateApp}, {@code RequestPayment}, {@code FindPayments} and {@code ShareIdentity}.
 */
public final class DotWalletServerModule extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), new TypeLiteral<Plugin<?>>() {})
                .addBinding()
                .to(DotWalletServerPlugin.class);
    }
}
