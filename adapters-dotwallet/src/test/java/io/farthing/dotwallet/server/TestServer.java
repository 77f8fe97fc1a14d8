package io.farthing.dotwallet.server;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.util.Modules;
import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.service.UseCases;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.javalin.Javalin;
import io.javalin.plugin.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server with the endpoints on a random port, the application's services behind it, and a storage in memory.
 *
 * <p>At its start there are the apps {@value #SHOP}, with a receiving address, and {@value #BARE}, without one; the
 * user alice, who has 1 000 000 satoshi and has authorized both; carol, who has authorized the shop but has 100
 * satoshi; dave, who has authorized the shop for 500 satoshi in all; and bob, who has authorized nobody.
 */
final class TestServer implements AutoCloseable, AfterAllCallback {
    static final String SHOP = "shop";
    static final String BARE = "bare";
    static final long SINGLE_LIMIT = 10_000;
    static final long CUMULATIVE_LIMIT = 50_000;
    static final long MINIMUM = 100;
    static final DotWalletSettings SETTINGS = new DotWalletSettings(CodeNumbering.DOCUMENTED, 256 * 1024);
    static final PlatformSettings PLATFORM =
            new PlatformSettings(Satoshis.of(MINIMUM), false, false, false, Duration.ofHours(1), 1000, 100);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    final FaultyUnitOfWork storage = new FaultyUnitOfWork(new InMemoryUnitOfWork());
    final TestClock clock = new TestClock();
    final CountingPaymentMeter meter = new CountingPaymentMeter();
    final Injector injector;
    private final UseCases useCases;
    private final Javalin javalin;

    private TestServer(
            DotWalletSettings settings, PlatformSettings platform, Optional<WalletGateway> wallet, Module different) {
        storage.write(stores -> {
            fill(stores);
            return true;
        });
        useCases = new UseCases(
                storage, Optional.empty(), meter, platform, clock, new SecureRandom(), wallet, Optional.empty());
        injector = Guice.createInjector(
                Modules.override(new Services(useCases, settings, platform, meter), new DotWalletServerModule())
                        .with(different));
        Set<Plugin<?>> plugins = injector.getInstance(Key.get(new TypeLiteral<Set<Plugin<?>>>() {}));
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    // As strict as the server that the endpoints are meant for.
                    config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
                    plugins.forEach(config::registerPlugin);
                    config.fileRenderer(
                            (template, model, ctx) -> template + " " + model.get("code") + " " + model.get("message"));
                })
                .start("127.0.0.1", 0);
    }

    static TestServer start() {
        return start(SETTINGS, PLATFORM);
    }

    /** A server with other bindings in place of its own. */
    static TestServer start(Module different) {
        return new TestServer(SETTINGS, PLATFORM, Optional.empty(), different);
    }

    static TestServer start(DotWalletSettings settings, PlatformSettings platform) {
        return new TestServer(settings, platform, Optional.empty(), binder -> {});
    }

    /** A server where an outside wallet pays. */
    static TestServer startBefore(WalletGateway wallet) {
        return new TestServer(SETTINGS, PLATFORM, Optional.of(wallet), binder -> {});
    }

    private static void fill(Stores stores) {
        App shop = Samples.addApp(stores, SHOP);
        App bare = Samples.addApp(stores, BARE);
        AppProfile profile = bare.profile();
        stores.apps()
                .update(bare.withProfile(new AppProfile(
                        profile.name(),
                        profile.icon(),
                        profile.redirectUris(),
                        profile.refuseUrl(),
                        Optional.empty())));
        User alice = Samples.addUser(stores, "alice", 1_000_000);
        User carol = Samples.addUser(stores, "carol", 100);
        User dave = Samples.addUser(stores, "dave", 1_000_000);
        Samples.addUser(stores, "bob", 1_000_000);
        var limits = Samples.limits(SINGLE_LIMIT, CUMULATIVE_LIMIT);
        Samples.addAuthorization(stores, alice.openId(), shop.id(), limits);
        Samples.addAuthorization(stores, alice.openId(), bare.id(), limits);
        Samples.addAuthorization(stores, carol.openId(), shop.id(), limits);
        Samples.addAuthorization(stores, dave.openId(), shop.id(), Samples.limits(SINGLE_LIMIT, 500));
    }

    int port() {
        return javalin.port();
    }

    /** How many payments there are. */
    long payments() {
        return storage.read(stores -> stores.journal().paymentCount());
    }

    /** What the user of that name has. */
    long balance(String user) {
        return storage.read(stores -> stores.wallets()
                .find(Samples.user(user).openId())
                .orElseThrow()
                .balance()
                .value());
    }

    Answer postJson(String path, String body) {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Answer postForm(String path, String body) {
        return post(path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String path, String contentType, byte[] body) {
        return Answer.of(send(request -> request.uri(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
    }

    Answer get(String path) {
        return Answer.of(send(request -> request.uri(uri(path))));
    }

    /** Sends without waiting for the answer. */
    CompletableFuture<Answer> payLater(PayRequest pay) {
        HttpRequest request = HttpRequest.newBuilder(uri(PayRequest.PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(pay.json()))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Answer::of);
    }

    HttpResponse<byte[]> send(Consumer<HttpRequest.Builder> request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder();
        request.accept(builder);
        try {
            return CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the server answers, byte for byte, to a request with exactly this target. */
    String raw(String methodAndTarget, String host, String accept, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = methodAndTarget + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: " + accept
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        return raw(head + body);
    }

    /** What the server answers, byte for byte, to exactly these bytes and then nothing more. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** After a class whose extension it is. */
    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        javalin.stop();
        useCases.close();
    }

    private record Services(
            UseCases useCases, DotWalletSettings settings, PlatformSettings platform, PaymentMeter meter)
            implements Module {
        @Override
        public void configure(Binder binder) {
            binder.bind(DotWalletSettings.class).toInstance(settings);
            binder.bind(PlatformSettings.class).toInstance(platform);
            binder.bind(PaymentMeter.class).toInstance(meter);
            binder.bind(AuthenticateApp.class).toInstance(useCases.authenticateApp());
            binder.bind(RequestPayment.class).toInstance(useCases.requestPayment());
            binder.bind(FindPayments.class).toInstance(useCases.findPayments());
            binder.bind(ShareIdentity.class).toInstance(useCases.shareIdentity());
            binder.bind(UseOutsideWallet.class).toInstance(useCases.useOutsideWallet());
        }
    }
}
