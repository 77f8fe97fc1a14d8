package io.farthing.dotwallet.client;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.JsonReader;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests to the remote. Around each of them, from the outside inwards: a bound on how many are on their way, for which
 * the others wait a while, and one on how many wait; a second and a third try, for what is known not to have left this
 * machine; a circuit breaker, which spares a remote in trouble and us the waiting.
 *
 * <p>Whoever pays has calls of their own, and so has whoever lets people in: strangers who try to log in take no place from
 * payments.
 *
 * <p>Thread-safe. No thread waits: every future completes within {@link #longest}, and never exceptionally.
 */
final class RemoteCalls {

    /** The longest answer; one about an order with the most recipients and the most data fits in. */
    static final int MAX_ANSWER_BYTES = 256 * 1024;

    private static final int MAX_RETRIES = 2;
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofMillis(400);
    private static final int TROUBLES = 8;
    private static final int TROUBLES_AMONG = 10;
    private static final Duration REST = Duration.ofSeconds(2);
    private static final int THREADS = 2;
    private static final int OK = 200;

    private final RemoteSettings settings;
    private final HttpClient http;
    private final FairPlaces places;
    private final FailsafeExecutor<HttpResponse<byte[]>> guarded;

    @Inject
    RemoteCalls(RemoteSettings settings) {
        this.settings = settings;
        AtomicInteger number = new AtomicInteger();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newFixedThreadPool(THREADS, task -> {
                    Thread thread = new Thread(task, "dotwallet-client-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                }))
                .build();
        this.places = new FairPlaces(settings.maxConcurrent(), settings.maxWaiting());
        RetryPolicy<HttpResponse<byte[]>> again = RetryPolicy.<HttpResponse<byte[]>>builder()
                .handleIf(RemoteCalls::isNotConnected)
                .withMaxRetries(MAX_RETRIES)
                .withBackoff(FIRST_RETRY, LAST_RETRY)
                .build();
        CircuitBreaker<HttpResponse<byte[]>> breaker = CircuitBreaker.<HttpResponse<byte[]>>builder()
                .handle(IOException.class, TimeoutException.class)
                .handleResultIf(response -> response.statusCode() != OK)
                .withFailureThreshold(TROUBLES, TROUBLES_AMONG)
                .withDelay(REST)
                .build();
        this.guarded = Failsafe.with(again, breaker);
    }

    /** How long a request takes at most, all tries and all waiting included. */
    Duration longest() {
        return patienceForAPlace().plus(longestOnceThereIsAPlace());
    }

    private Duration patienceForAPlace() {
        return settings.requestTimeout();
    }

    private Duration longestOnceThereIsAPlace() {
        Duration tries = settings.connectTimeout().plus(LAST_RETRY).multipliedBy(1 + MAX_RETRIES);
        return tries.plus(settings.requestTimeout());
    }

    /** The address of a page of the remote for browsers; nothing when it gets too long. */
    Optional<WebUri> page(String endpoint, WebUri returnTo) {
        return WebUri.parse(url(endpoint) + "?" + query(Field.APP_ID, settings.appId()) + "&"
                + query(Field.REDIRECT_URI, returnTo.toString()));
    }

    /** A request body that says who we are. */
    ObjectNode newBody() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(Field.APP_ID.key(), settings.appId())
                .put(Field.SECRET.key(), settings.secret().value());
    }

    /** Sends a request; those of one {@code who} wait behind each other, and not in front of others'. */
    CompletableFuture<Reply> post(String who, String endpoint, ObjectNode body) {
        return send(
                who,
                HttpRequest.newBuilder(URI.create(url(endpoint)))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    /** Sends a request, as {@link #post} does. */
    CompletableFuture<Reply> get(String who, String endpoint, Field parameter, Secret value) {
        return send(
                who,
                HttpRequest.newBuilder(URI.create(url(endpoint) + "?" + query(parameter, value.value())))
                        .GET());
    }

    private CompletableFuture<Reply> send(String who, HttpRequest.Builder builder) {
        HttpRequest request = builder.header("Accept", "application/json")
                .timeout(settings.requestTimeout())
                .build();
        return places.take(who, patienceForAPlace())
                .thenCompose(hasPlace -> hasPlace
                        ? ask(request)
                        : CompletableFuture.completedFuture(
                                new Reply.NotSent("too many requests are waiting for the wallet")));
    }

    private CompletableFuture<Reply> ask(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent = guarded.getStageAsync(() -> exchange(request));
        return sent.whenComplete((response, failure) -> places.give())
                .copy()
                .orTimeout(longestOnceThereIsAPlace().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> failure == null ? read(response) : failed(cause(failure)));
    }

    // The client's own time-out ends with the first byte of the answer; this one with the last.
    private CompletableFuture<HttpResponse<byte[]>> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, LimitedBody.of(MAX_ANSWER_BYTES));
        CompletableFuture<HttpResponse<byte[]>> inTime = exchange.copy()
                .orTimeout(
                        settings.connectTimeout()
                                .plus(settings.requestTimeout())
                                .toMillis(),
                        TimeUnit.MILLISECONDS);
        // Cancelling closes the connection. The client leaves it open for good where the answer's first line or headers
        // cannot be read, and a future that has failed cannot be cancelled any more, but one that is derived from it
        // can.
        return inTime.whenComplete((response, failure) -> {
            if (failure != null) {
                exchange.newIncompleteFuture().cancel(true);
            }
        });
    }

    private static Reply read(HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            return new Reply.Unclear("the wallet answered with status " + response.statusCode());
        }
        JsonNode envelope = JsonReader.parse(new String(response.body(), StandardCharsets.UTF_8))
                .orElseGet(JsonNodeFactory.instance::missingNode);
        JsonNode code = envelope.path("code");
        if (!code.isIntegralNumber() || !code.canConvertToInt()) {
            return new Reply.Unclear("the wallet gave an answer that cannot be read");
        }
        return new Reply.Answered(code.intValue(), envelope.path("data"));
    }

    // What is said here gets into the log, and some of it to clients: no address, no body, no secret.
    private static Reply failed(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return new Reply.NotSent("the wallet is in trouble and is not asked for a while");
        }
        if (isNotConnected(failure)) {
            return new Reply.NotSent("the wallet cannot be reached");
        }
        boolean isTimeout = failure instanceof HttpTimeoutException || failure instanceof TimeoutException;
        return new Reply.Unclear(
                isTimeout
                        ? "the wallet did not answer in time"
                        : "the connection to the wallet failed: "
                                + failure.getClass().getSimpleName());
    }

    // Without a connection nothing can have been sent, nor to whom we do not trust. What happens later leaves that
    // open, other failures of a handshake included: with TLS 1.3 the request may be sent before the remote refuses
    // the handshake, and with TLS 1.2 there may be another handshake after the request.
    static boolean isNotConnected(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || (cause instanceof SSLHandshakeException && cause.getCause() instanceof CertificateException);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private String url(String endpoint) {
        return settings.url() + "/openapi/" + endpoint;
    }

    private static String query(Field parameter, String value) {
        return parameter.key() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
