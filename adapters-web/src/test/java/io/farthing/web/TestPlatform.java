package io.farthing.web;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import io.farthing.application.fake.FastPasswordHasher;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.service.UseCases;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.web.operations.QueueDepth;
import io.farthing.web.server.WebServer;
import io.farthing.web.server.WebSettings;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The real server and the real use cases over a storage in memory, on a free port; closed after a class as its extension. */
public final class TestPlatform implements AutoCloseable, AfterAllCallback {
    /** Who knows it is the operator. */
    public static final Secret OPERATOR_TOKEN = new Secret("operator-token-of-the-tests");

    /** The password of every user of {@link #user}. */
    public static final String PASSWORD = "correct horse";

    private final TestClock clock = new TestClock();
    private final FaultyUnitOfWork unitOfWork = new FaultyUnitOfWork(new InMemoryUnitOfWork());
    private final FastPasswordHasher hasher = new FastPasswordHasher();
    private final Injector injector;
    private final WebServer server;
    private final URI uri;

    private TestPlatform(
            WebSettings web, boolean signUpAllowed, Optional<WalletGateway> wallet, Optional<WalletPages> pages) {
        PlatformSettings platform =
                new PlatformSettings(Satoshis.of(1), false, false, signUpAllowed, Duration.ofHours(12), 1000, 100);
        injector = Guice.createInjector(
                Modules.override(new WebModule()).with(new PlatformModule(web, platform, wallet, pages)),
                new ContributingModule());
        server = injector.getInstance(WebServer.class);
        String host = web.host().contains(":") ? "[" + web.host() + "]" : web.host();
        uri = URI.create("http://" + host + ":" + server.start());
    }

    /** A platform that allows what a demonstration allows. */
    public static TestPlatform start() {
        return start(UnaryOperator.identity(), true);
    }

    /** A platform with other settings. */
    public static TestPlatform start(UnaryOperator<WebSettings> change, boolean signUpAllowed) {
        return new TestPlatform(change.apply(web()), signUpAllowed, Optional.empty(), Optional.empty());
    }

    /** A platform in front of an outside wallet with these pages. */
    public static TestPlatform startBefore(WalletPages pages) {
        return startBefore(Optional.of(pages));
    }

    /** The same in front of a wallet that may have no pages; anybody may sign up, where people log in here. */
    public static TestPlatform startBefore(Optional<WalletPages> pages) {
        return new TestPlatform(web(), true, Optional.of(new InMemoryWalletGateway(Duration.ofSeconds(1))), pages);
    }

    private static WebSettings web() {
        return new WebSettings(
                "127.0.0.1", 0, Optional.empty(), OPERATOR_TOKEN, WebSettings.DEFAULT_MAX_REQUEST_BYTES, Set.of());
    }

    /** Where the server is. */
    public URI uri() {
        return uri;
    }

    /** The platform's clock, which stands still. */
    public TestClock clock() {
        return clock;
    }

    /** The storage, which fails on demand. */
    public FaultyUnitOfWork unitOfWork() {
        return unitOfWork;
    }

    /** Who hashes passwords, and is busy on demand. */
    public FastPasswordHasher hasher() {
        return hasher;
    }

    /** A use case. */
    public <T> T get(Class<T> type) {
        return injector.getInstance(type);
    }

    /** Creates a user whose password is {@link #PASSWORD}, with so much in the wallet. */
    public User user(String name, long satoshis) {
        ManageUsers users = get(ManageUsers.class);
        User user = users.create(new UserName(name), new Password(PASSWORD)).orElseThrow();
        if (satoshis > 0) {
            users.fund(user.openId(), Satoshis.of(satoshis), new FundingReference("first of " + name));
        }
        return user;
    }

    /** Registers the sample app of that label. */
    public App app(String label) {
        AppProfile profile = Samples.app(label).profile();
        return get(ManageApps.class).register(profile).app();
    }

    /** Has a user authorize an app within these limits. */
    public Authorization authorize(User user, App app, SpendingLimits limits) {
        AnswerActivation activations = get(AnswerActivation.class);
        WebUri back = app.profile().redirectUris().registered().get(0);
        Activation activation = activations.open(app, back, user.openId()).orElseThrow();
        activations.approve(activation.id(), user.openId(), limits);
        return get(ManageAuthorizations.class).active(user.openId(), app.id()).orElseThrow();
    }

    /** Draws a payment; fails unless it is settled. */
    public Payment pay(PaymentOrder order) {
        PaymentOutcome outcome = get(RequestPayment.class).request(order).join();
        return outcome.fold(
                PaymentOutcome.Settled::payment,
                declined -> failed(declined.toString()),
                notRecorded -> failed(notRecorded.why()),
                undetermined -> failed("undetermined"));
    }

    private static Payment failed(String why) {
        throw new AssertionError("the payment should have been settled: " + why);
    }

    /** Another module, which contributes endpoints of its own. */
    private static final class ContributingModule extends AbstractModule {
        @Override
        protected void configure() {
            Multibinder.newSetBinder(binder(), new TypeLiteral<Plugin<?>>() {})
                    .addBinding()
                    .to(ContributedPlugin.class);
        }
    }

    /** Refuses as a protocol does, and breaks. */
    private static final class ContributedPlugin extends Plugin<Void> {
        @Override
        public void onStart(JavalinState state) {
            state.routes.get(
                    "/contributed/refusal",
                    ctx -> ctx.render("protocol-problem.jte", Map.of("code", 10003, "message", "illegal <redirect>")));
            state.routes.get("/contributed/fault", ctx -> {
                throw new IllegalStateException("a detail that nobody outside may see");
            });
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        server.stop();
        get(UseCases.class).close();
    }

    /** The use cases as the server puts them together, behind the ports that the pages and endpoints see. */
    private final class PlatformModule extends AbstractModule {

        private final WebSettings web;
        private final PlatformSettings platform;
        private final Optional<WalletGateway> wallet;
        private final Optional<WalletPages> pages;

        PlatformModule(
                WebSettings web,
                PlatformSettings platform,
                Optional<WalletGateway> wallet,
                Optional<WalletPages> pages) {
            this.web = web;
            this.platform = platform;
            this.wallet = wallet;
            this.pages = pages;
        }

        @Override
        protected void configure() {
            bind(WebSettings.class).toInstance(web);
            bind(PlatformSettings.class).toInstance(platform);
            bind(Settlement.class, UseCases::settlement);
            bind(QueueDepth.class).toInstance(() -> 7);
            bind(AnswerActivation.class, UseCases::answerActivation);
            bind(AuthenticateApp.class, UseCases::authenticateApp);
            bind(CheckReadiness.class, UseCases::checkReadiness);
            bind(FindPayments.class, UseCases::findPayments);
            bind(LogIn.class, UseCases::logIn);
            bind(ManageApps.class, UseCases::manageApps);
            bind(ManageAuthorizations.class, UseCases::manageAuthorizations);
            bind(ManageUsers.class, UseCases::manageUsers);
            bind(RequestPayment.class, UseCases::requestPayment);
            bind(ResolvePayments.class, UseCases::resolvePayments);
            bind(ShareIdentity.class, UseCases::shareIdentity);
            bind(UseOutsideWallet.class, UseCases::useOutsideWallet);
            bind(VerifyLedger.class, UseCases::verifyLedger);
        }

        private <P> void bind(Class<P> port, Function<UseCases, P> useCase) {
            Provider<UseCases> useCases = getProvider(UseCases.class);
            bind(port).toProvider(() -> useCase.apply(useCases.get()));
        }

        @Provides
        @Singleton
        UseCases useCases(PaymentMeter meter) {
            return new UseCases(
                    unitOfWork, Optional.of(hasher), meter, platform, clock, new SecureRandom(), wallet, pages);
        }
    }
}
