package io.farthing.bootstrap.process;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.money.Satoshis;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user with money and an app that may draw it, as a server's outside world: everything goes over HTTP.
 *
 * @param appId the app
 * @param secret the app's secret
 * @param openId the user
 */
record Customer(String appId, String secret, String openId) {

    /** An address that is no wallet. */
    static final String OUTSIDE = "1MS3HE9M3oEqW81KXp8iK9nBMTGXekdxAP";

    /** The status of a payment that was made, as the protocol has it. */
    static final int SETTLED = 9;
    /** The status of a payment that has failed. */
    static final int FAILED = -1;
    /** The code of an answer about an order that was never taken. */
    static final int NOT_FOUND = 10205;

    /** The password of every user. */
    static final String PASSWORD = "correct horse battery";
    /** Where a shop would be; nobody goes there. */
    static final String SHOP = "https://shop.example";

    private static final Satoshis LARGE = Satoshis.of(10_000_000_000L);
    private static final int STOPPING = 503;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Registers an app and a user with so much money, and has the user let the app draw all of it. */
    static Customer open(URI server, OperatorClient operator, long satoshis) throws IOException, InterruptedException {
        return open(server, operator, "payer", satoshis, LARGE);
    }

    /** The same for a user of that name, who lets the app draw no more than {@code cumulative} in all. */
    static Customer open(URI server, OperatorClient operator, String name, long satoshis, Satoshis cumulative)
            throws IOException, InterruptedException {
        JsonNode app = operator.post("/operator/v1/apps", Map.of("name", "Shop", "redirect_uris", List.of(SHOP)));
        Customer nobody =
                new Customer(app.path("app_id").asString(), app.path("secret").asString(), "");
        return nobody.another(server, operator, name, satoshis, cumulative);
    }

    /** The same for another user of the same app. */
    Customer another(URI server, OperatorClient operator, String name, long satoshis, Satoshis cumulative)
            throws IOException, InterruptedException {
        JsonNode user = operator.post("/operator/v1/users", Map.of("name", name, "password", PASSWORD));
        Customer customer =
                new Customer(appId, secret, user.path("user_open_id").asString());
        operator.post(
                "/operator/v1/users/" + customer.openId() + "/funds",
                Map.of("satoshis", satoshis, "reference", "opening of " + name));
        customer.authorize(server, name, cumulative);
        return customer;
    }

    private void authorize(URI server, String name, Satoshis cumulative) throws IOException, InterruptedException {
        Wanderer user = new Wanderer(server.resolve("/log-in")).submit(Map.of("name", name, "password", PASSWORD));
        user.go(server.resolve("/openapi/set_pay_config?app_id=" + appId + "&redirect_uri="
                + URLEncoder.encode(SHOP, StandardCharsets.UTF_8)));
        user.go(URI.create(user.here().uri() + "/limits"))
                .submit(Map.of("pre_amount", cumulative.toBsv(), "total_amount", cumulative.toBsv()));
        if (!user.here().headers().firstValue("Location").orElse("").startsWith(SHOP)) {
            throw new AssertionError("not authorized: " + user.here().statusCode());
        }
    }

    /** What the server answers when the app draws so much under that order number. */
    JsonNode pay(HttpClient http, URI server, String orderNumber, long satoshis)
            throws IOException, InterruptedException {
        return pay(http, server, orderNumber, satoshis, OUTSIDE);
    }

    /** The same, to a certain address. */
    JsonNode pay(HttpClient http, URI server, String orderNumber, long satoshis, String address)
            throws IOException, InterruptedException {
        return post(
                http,
                server.resolve("/openapi/pay_small_money"),
                Map.of(
                        "app_id", appId,
                        "secret", secret,
                        "user_open_id", openId,
                        "merchant_order_sn", orderNumber,
                        "pre_amount", satoshis,
                        "item_name", "a page",
                        "receive_address", List.of(Map.of("address", address, "amount", satoshis))));
    }

    /** What the server knows about that order number. */
    JsonNode search(HttpClient http, URI server, String orderNumber) throws IOException, InterruptedException {
        return post(
                http,
                server.resolve("/openapi/search_order"),
                Map.of("app_id", appId, "secret", secret, "merchant_order_sn", orderNumber));
    }

    /** The status of what was searched for; the code of the answer if nothing was found. */
    static int status(JsonNode found) {
        return code(found) == 0 ? found.path("data").path("status").asInt(-2) : code(found);
    }

    /** The code of an answer; 0 when all is well. */
    static int code(JsonNode answer) {
        return answer.path("code").asInt(-1);
    }

    private static JsonNode post(HttpClient http, URI uri, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        // A server that is ending turns requests away before the protocol sees them.
        return response.statusCode() == STOPPING
                ? JSON.createObjectNode().put("code", STOPPING)
                : JSON.readTree(response.body());
    }
}
