package io.farthing.web;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.web.operations.MicrometerPaymentMeter;
import io.farthing.web.operations.OperationsEndpoints;
import io.farthing.web.operator.AppEndpoints;
import io.farthing.web.operator.LedgerEndpoint;
import io.farthing.web.operator.OperatorGate;
import io.farthing.web.operator.PaymentEndpoints;
import io.farthing.web.operator.UserEndpoints;
import io.farthing.web.page.Assets;
import io.farthing.web.page.LanguageEndpoint;
import io.farthing.web.page.PageRenderer;
import io.farthing.web.page.ProblemPages;
import io.farthing.web.page.SecurityHeaders;
import io.farthing.web.password.Argon2PasswordHasher;
import io.farthing.web.wallet.ActivationPages;
import io.farthing.web.wallet.AuthorizationPages;
import io.farthing.web.wallet.HomePages;
import io.farthing.web.wallet.LogInPages;
import io.farthing.web.wallet.OutsidePages;
import io.farthing.web.wallet.SharePages;
import io.farthing.web.wallet.SignUpPages;
import io.javalin.plugin.Plugin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;

/**
 * Wires the HTTP server. Another module contributes endpoints by adding a Javalin {@link Plugin} to the same set.
 *
 * <p>Needs from others: the driving ports, {@code PlatformSettings}, {@code WebSettings}, a {@code Settlement}, a
 * {@code QueueDepth} and a {@code SecureRandom}.
 */
public final class WebModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(PasswordHasher.class).to(Argon2PasswordHasher.class);
        bind(PaymentMeter.class).to(MicrometerPaymentMeter.class);
        bind(MeterRegistry.class).to(PrometheusMeterRegistry.class);

        Multibinder<Plugin<?>> plugins = Multibinder.newSetBinder(binder(), new TypeLiteral<Plugin<?>>() {});
        plugins.addBinding().to(PageRenderer.class);
        plugins.addBinding().to(SecurityHeaders.class);
        plugins.addBinding().to(Assets.class);
        plugins.addBinding().to(LanguageEndpoint.class);
        plugins.addBinding().to(ProblemPages.class);
        plugins.addBinding().to(OperatorGate.class);
        plugins.addBinding().to(AppEndpoints.class);
        plugins.addBinding().to(UserEndpoints.class);
        plugins.addBinding().to(LedgerEndpoint.class);
        plugins.addBinding().to(PaymentEndpoints.class);
        plugins.addBinding().to(LogInPages.class);
        plugins.addBinding().to(SignUpPages.class);
        plugins.addBinding().to(HomePages.class);
        plugins.addBinding().to(AuthorizationPages.class);
        plugins.addBinding().to(ActivationPages.class);
        plugins.addBinding().to(SharePages.class);
        plugins.addBinding().to(OutsidePages.class);
        plugins.addBinding().to(OperationsEndpoints.class);
    }

    @Provides
    @Singleton
    PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
