package io.farthing.bootstrap.server;

import com.google.inject.AbstractModule;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.bootstrap.config.AccessSettings;
import io.farthing.bootstrap.config.HttpSettings;
import io.farthing.bootstrap.config.PaymentSettings;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.config.TrustedProxies;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.server.DotWalletSettings;
import io.farthing.web.server.WebSettings;
import java.util.Set;

/** Tells every module its part of the settings. */
final class SettingsModule extends AbstractModule {

    private final Settings settings;
    private final Secret operatorToken;

    SettingsModule(Settings settings, Secret operatorToken) {
        this.settings = settings;
        this.operatorToken = operatorToken;
    }

    @Override
    protected void configure() {
        bind(PlatformSettings.class).toInstance(platform(settings.payments(), settings.access()));
        bind(WebSettings.class).toInstance(web(settings.http()));
        bind(DotWalletSettings.class).toInstance(settings.protocol());
    }

    private static PlatformSettings platform(PaymentSettings payments, AccessSettings access) {
        return new PlatformSettings(
                payments.minimum(),
                payments.testNetAllowed(),
                access.plainHttpAllowed(),
                access.signUpAllowed(),
                access.sessionLifetime(),
                payments.maxWaiting(),
                payments.maxBatch());
    }

    private WebSettings web(HttpSettings http) {
        return new WebSettings(
                http.host(),
                http.port(),
                http.publicUrl(),
                operatorToken,
                Math.max(
                        WebSettings.DEFAULT_MAX_REQUEST_BYTES,
                        settings.protocol().maxBodyBytes()),
                http.trustedProxies().map(TrustedProxies::addresses).orElse(Set.of()));
    }
}
