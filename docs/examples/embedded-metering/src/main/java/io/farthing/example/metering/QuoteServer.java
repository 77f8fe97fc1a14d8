package io.farthing.example.metering;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.user.UserOpenId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code GET /quote} with the customer's open id as {@code X-Api-Key}: a quote, for a few satoshis. */
final class QuoteServer implements AutoCloseable {

    private static final int THREADS = 16;

    /** What is sent. */
    private record Answer(int status, String json) {}

    private final Metering metering;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Listens on a port of this machine, 0 for any free one. */
    QuoteServer(Metering metering, int port) throws IOException {
        this.metering = metering;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/quote", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = customer(exchange)
                    .map(customer -> answer(metering.charge(customer)))
                    .orElseGet(() -> refusal(401, "API_KEY_UNKNOWN", "send the X-Api-Key of a customer"));
            byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<UserOpenId> customer(HttpExchange exchange) {
        try {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Api-Key"))
                    .map(UserOpenId::new)
                    .filter(metering::knows);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer answer(PaymentOutcome outcome) {
        return outcome.fold(
                settled -> new Answer(
                        200,
                        "{\"quote\":\"Take care of the pence.\",\"charged_satoshis\":"
                                + settled.payment().order().amount().value() + "}"),
                declined -> declined(declined.first()),
                notRecorded -> refusal(503, "NOT_CHARGED", "try again later"),
                undetermined -> refusal(503, "CHARGE_UNKNOWN", "try again later"));
    }

    private static Answer declined(Breach breach) {
        return refusal(402, breach.reason().name(), wayOut(breach.reason()));
    }

    // Exhaustive: with a later Farthing that knows another reason this is the line that does not compile.
    private static String wayOut(DeclineReason reason) {
        return switch (reason) {
            case NOT_AUTHORIZED -> "allow a budget first";
            case OVER_ALLOWANCE -> "the budget is spent, allow another one";
            case OVER_BALANCE -> "the deposit is spent, pay in";
            case OVER_SINGLE_LIMIT -> "the budget does not allow the price of one call";
            case USER_UNKNOWN, ORDER_NUMBER_TAKEN, BELOW_MINIMUM -> "this cannot be charged";
            case NOT_AUTHORIZED_OUTSIDE, OVER_OUTSIDE_LIMIT, REFUSED_OUTSIDE -> "ask the wallet that pays";
        };
    }

    private static Answer refusal(int status, String reason, String wayOut) {
        return new Answer(status, "{\"reason\":\"" + reason + "\",\"what_to_do\":\"" + wayOut + "\"}");
    }
}
