package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.secret.Secret;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What happens around an answer: failures that nobody foresaw, and whose thread does the work. */
final class UnforeseenTest {
    private static final IllegalStateException FAULT = new IllegalStateException("not for the client's eyes");

    /** A payment engine that answers when the test says so. */
    private static final class Engine implements RequestPayment {
        private final BlockingQueue<CompletableFuture<PaymentOutcome>> waiting = new LinkedBlockingQueue<>();

        @Override
        public CompletableFuture<PaymentOutcome> request(PaymentOrder order) {
            CompletableFuture<PaymentOutcome> answer = new CompletableFuture<>();
            waiting.add(answer);
            return answer;
        }

        CompletableFuture<PaymentOutcome> next() throws InterruptedException {
            CompletableFuture<PaymentOutcome> next = waiting.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("an order that reached the engine").isNotNull();
            return next;
        }
    }

    /** A server with few threads. */
    private static final class FewThreads extends Plugin<Void> {
        static final int THREADS = 8;

        @Override
        public void onInitialize(JavalinState state) {
            state.jetty.threadPool = new QueuedThreadPool(THREADS);
        }
    }

    /** A server whose connections are idle soon. */
    private static final class Impatient extends Plugin<Void> {
        static final long IDLE_TIMEOUT_MS = 300;

        @Override
        public void onInitialize(JavalinState state) {
            state.jetty.addConnector((server, http) -> {
                ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
                connector.setHost("127.0.0.1");
                connector.setIdleTimeout(IDLE_TIMEOUT_MS);
                return connector;
            });
        }
    }

    @Test
    void aUseCaseThatThrowsIsAnsweredWithoutItsMessage() {
        RequestPayment throwing = order -> {
            throw FAULT;
        };

        assertInternalError(binder -> binder.bind(RequestPayment.class).toInstance(throwing));
    }

    @Test
    void anEngineThatFailsIsAnsweredWithoutItsMessage() {
        RequestPayment failing = order -> CompletableFuture.failedFuture(FAULT);

        assertInternalError(binder -> binder.bind(RequestPayment.class).toInstance(failing));
    }

    @Test
    void everyEndpointAnswersWhenItsUseCasesFail() {
        try (TestServer server = TestServer.start(failing(FAULT))) {
            for (String endpoint : List.of("search_order", "access_token", "refresh_access_token", "pay_small_money")) {
                assertInternalError(server.postForm("/openapi/" + endpoint, "app_id=shop"));
            }
            assertThat(server.raw("GET /openapi/get_code?app_id=shop", "localhost", "text/html", ""))
                    .startsWith("HTTP/1.1 500 ")
                    .doesNotContain("protocol-problem.jte", FAULT.getMessage());
            assertThat(server.raw("GET /openapi/get_code?app_id=shop", "localhost", "application/json", ""))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("internal error")
                    .doesNotContain(FAULT.getMessage());
        }
    }

    @Test
    void noThreadWaitsForTheEngine() throws InterruptedException {
        Engine engine = new Engine();
        try (TestServer server = TestServer.start(with(new FewThreads(), engine))) {
            // More orders than there are threads, all of them with the engine before the first one is answered.
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 4 * FewThreads.THREADS)
                    .mapToObj(i -> server.payLater(PayRequest.good("M-" + i)))
                    .toList();
            List<CompletableFuture<PaymentOutcome>> waiting = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                waiting.add(engine.next());
            }
            waiting.forEach(order -> order.complete(new PaymentOutcome.NotRecorded("told to")));

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().code()).isEqualTo(10040));
        }
    }

    @Test
    void anOutcomeThatDoesNotComeIsNotWaitedForForEver() throws InterruptedException {
        Engine engine = new Engine();
        Module givesUpSoon = new AbstractModule() {
            @Provides
            PaymentHandler payments(
                    RequestReader requests,
                    Answers answers,
                    PaySmallMoney paySmallMoney,
                    PaymentMeter meter,
                    OutageLog outages) {
                return new PaymentHandler(requests, answers, paySmallMoney, meter, outages, Duration.ofMillis(500));
            }
        };
        try (TestServer server = TestServer.start(Modules.combine(with(new Impatient(), engine), givesUpSoon))) {
            CompletableFuture<Answer> answer = server.payLater(PayRequest.good("M-1"));
            CompletableFuture<PaymentOutcome> late = engine.next();

            assertThat(answer.join().code()).isEqualTo(10040);
            assertThat(answer.join().msg()).startsWith("outcome pending, query the order");
            late.complete(new PaymentOutcome.NotRecorded("nobody hears it"));
            assertThat(server.get("/openapi/pay_small_money").code()).isEqualTo(10040);
        }
    }

    @Test
    void anOutcomeIsWaitedForHoweverOftenTheConnectionIsIdle() throws Exception {
        Engine engine = new Engine();
        try (TestServer server = TestServer.start(with(new Impatient(), engine))) {
            CompletableFuture<Answer> answer = server.payLater(PayRequest.good("M-1"));
            CompletableFuture<PaymentOutcome> late = engine.next();

            assertThatThrownBy(() -> answer.get(10 * Impatient.IDLE_TIMEOUT_MS, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            late.complete(new PaymentOutcome.NotRecorded("told to"));
            assertThat(answer.join().msg()).contains("told to");
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNobodyUpWhoAnswers() throws Exception {
        Engine engine = new Engine();
        byte[] request = request();
        try (TestServer server = TestServer.start(
                        binder -> binder.bind(RequestPayment.class).toInstance(engine));
                Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1024);
            deaf.connect(new InetSocketAddress("127.0.0.1", server.port()));
            // Sooner or later nobody's buffers have room for one more answer, and the server reads no further request.
            int answered = 0;
            CompletableFuture<PaymentOutcome> next;
            do {
                deaf.getOutputStream().write(request);
                next = engine.waiting.poll(2, TimeUnit.SECONDS);
                if (next != null) {
                    // Writes the answer, on this thread. Were it to wait for the client, it would wait for ever.
                    next.complete(new PaymentOutcome.NotRecorded("x".repeat(16_000)));
                    answered++;
                }
            } while (next != null);

            assertThat(answered).isPositive();
            CompletableFuture<Answer> answer = server.payLater(PayRequest.good("M-1"));
            engine.next().complete(new PaymentOutcome.NotRecorded("told to"));
            assertThat(answer.join().msg()).contains("told to");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Category.class,
            names = {"UNAVAILABLE", "CONFLICT"})
    void anOrderWhoseAppCannotBeLookedUpIsRefusedAndCountedLikeOneThatTheEngineCouldNotRecord(Category category) {
        StorageFailure outage = new StorageFailure(category, "gone, or kept locked by somebody", FAULT);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger("io.farthing.dotwallet.server");
        log.start();
        ours.addAppender(log);
        try (TestServer server = TestServer.start(failing(outage))) {
            for (int i = 0; i < 3; i++) {
                Answer answer = server.payLater(PayRequest.good("M-" + i)).join();

                assertThat(answer.code()).isEqualTo(10040);
                assertThat(answer.msg())
                        .isEqualTo("order creation failed, nothing was taken: the database is unavailable;"
                                + " send the same order again");
            }
            assertThat(log.list).as("payments are told of").hasSize(1);
            assertInternalError(server.postForm("/openapi/search_order", "app_id=shop"));

            assertThat(server.meter.outcomes()).isEqualTo(Map.of(Outcome.NOT_RECORDED, 3));
            assertThat(log.list).as("one line for all").hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage()).startsWith("the database is unavailable");
        } finally {
            ours.detachAppender(log);
        }
    }

    @Test
    void anotherFailureOfTheStorageBeforeTheEngineIsAFaultOfOurs() {
        try (TestServer server =
                TestServer.start(failing(new StorageFailure(Category.FAULT, FAULT.getMessage(), FAULT)))) {
            assertInternalError(server.payLater(PayRequest.good("M-1")).join());
            assertThat(server.meter.outcomes()).isEmpty();
        }
    }

    private static Module failing(RuntimeException failure) {
        AuthenticateApp failing = new AuthenticateApp() {
            @Override
            public Optional<App> find(AppId id) {
                throw failure;
            }

            @Override
            public boolean isAuthentic(App app, Secret secret) {
                throw failure;
            }
        };
        return binder -> binder.bind(AuthenticateApp.class).toInstance(failing);
    }

    private static byte[] request() {
        String body = PayRequest.good("M-1").json();
        return ("POST " + PayRequest.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Module with(Plugin<Void> plugin, RequestPayment engine) {
        return binder -> {
            binder.bind(RequestPayment.class).toInstance(engine);
            var plugins = Multibinder.newSetBinder(binder, new TypeLiteral<Plugin<?>>() {});
            plugins.addBinding().to(DotWalletServerPlugin.class);
            plugins.addBinding().toInstance(plugin);
        };
    }

    private static void assertInternalError(Module different) {
        try (TestServer server = TestServer.start(different)) {
            assertInternalError(
                    server.postJson(PayRequest.PATH, PayRequest.good("M-1").json()));
        }
    }

    private static void assertInternalError(Answer answer) {
        assertThat(answer.code()).isEqualTo(10040);
        assertThat(answer.msg()).startsWith("internal error").doesNotContain(FAULT.getMessage());
    }
}
