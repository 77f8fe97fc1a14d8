package io.farthing.bootstrap.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of the DotWallet protocol that a shop needs. Thread-safe.
 *
 * <p>The answer of every call is the envelope {@code {code, msg, data}}; each call hands what went over the wire to a
 * consumer, with the app's secret and the user's tokens left out.
 */
final class WalletClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final List<String> SECRETS = List.of("secret", "access_token", "refresh_token");

    private final String wallet;
    private final String appId;
    private final String secret;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * A client for one app.
     *
     * @param wallet the origin of the server
     */
    WalletClient(String wallet, String appId, String secret) {
        this.wallet = wallet;
        this.appId = appId;
        this.secret = secret;
    }

    /** Where a browser is sent to log in with the wallet; it comes back to {@code redirectUri} with a code. */
    String logInUrl(String redirectUri) {
        return wallet + "/openapi/get_code" + parameters(redirectUri);
    }

    /** Where a browser is sent so that its user can allow automatic payments. */
    String activationUrl(String redirectUri) {
        return wallet + "/openapi/set_pay_config" + parameters(redirectUri);
    }

    /** Where the user sees the wallet. */
    String homeUrl() {
        return wallet + "/wallet";
    }

    JsonNode accessToken(String code, Consumer<Exchange> journal) {
        return post("/openapi/access_token", JSON.createObjectNode().put("code", code), journal);
    }

    JsonNode userInfo(String accessToken, Consumer<Exchange> journal) {
        HttpRequest.Builder request = request("/openapi/get_user_info?access_token=" + encode(accessToken));
        JsonNode answer = send(request.GET().build());
        journal.accept(new Exchange("GET /openapi/get_user_info?access_token=…", "", pretty(answer)));
        return answer;
    }

    JsonNode pay(ObjectNode order, Consumer<Exchange> journal) {
        return post("/openapi/pay_small_money", order, journal);
    }

    private JsonNode post(String path, ObjectNode fields, Consumer<Exchange> journal) {
        ObjectNode body = JSON.createObjectNode().put("app_id", appId).put("secret", secret);
        body.setAll(fields);
        JsonNode answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
        journal.accept(new Exchange("POST " + path, pretty(body), pretty(answer)));
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(wallet + path)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest request) {
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the wallet was asked", e);
        }
    }

    private static String pretty(JsonNode json) {
        JsonNode shown = json.deepCopy();
        hide(shown);
        hide(shown.path("data"));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(shown);
    }

    private static void hide(JsonNode json) {
        if (json instanceof ObjectNode object) {
            SECRETS.stream().filter(object::has).forEach(name -> object.put(name, "…"));
        }
    }

    private String parameters(String redirectUri) {
        return "?app_id=" + encode(appId) + "&redirect_uri=" + encode(redirectUri);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
