package io.farthing.bootstrap.operator;

import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the operator API of a running server. Every failure is a {@link Failure} with a sentence. Thread-safe.
 */
public final class OperatorClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Asks and reads the answer. */
    @FunctionalInterface
    private interface Exchange {
        JsonNode run() throws IOException, InterruptedException;
    }

    private final URI server;
    private final Secret token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * A client of a server.
     *
     * @param server where the server is reached, such as {@code http://127.0.0.1:8080}
     * @param token what the operator presents
     */
    public OperatorClient(URI server, Secret token) {
        this.server = server;
        this.token = token;
    }

    /** Asks for what is at {@code path}, and yields what the server answers, all being well. */
    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /**
     * The same for an answer that grows while the server works on it: each entry of its list {@code growing} is handed
     * over as soon as it comes, and is not in what is yielded at the end.
     */
    public JsonNode get(String path, String growing, Consumer<JsonNode> entry) {
        HttpRequest request = request(path).GET().build();
        return exchange(() -> {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return isSuccess(response.statusCode())
                        ? answer(response.statusCode(), readAsItGrows(body, growing, entry))
                        : answer(response.statusCode(), parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        });
    }

    /** Sends {@code body} as JSON to {@code path}, and yields what the server answers, all being well. */
    public JsonNode post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** A text as one segment of a path; a {@link Failure} when it would lead to another place. */
    public static String segment(String text) {
        if (text.isBlank() || text.equals(".") || text.equals("..")) {
            throw new Failure("'" + text + "' is no id: give the one that the operator API answered with.");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(server.resolve(path))
                    .header("Authorization", "Bearer " + token.value())
                    .header("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private Failure unusable(IllegalArgumentException refused) {
        return new Failure(
                "The server cannot be asked at " + server
                        + ": --url must look like http://127.0.0.1:8080, and a token has visible characters of ASCII"
                        + " only.",
                refused);
    }

    private JsonNode send(HttpRequest request) {
        return exchange(() -> {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return answer(response.statusCode(), parse(response.body()));
        });
    }

    private JsonNode exchange(Exchange exchange) {
        try {
            return exchange.run();
        } catch (IllegalArgumentException e) {
            // A port that there cannot be is noticed as late as here.
            throw unusable(e);
        } catch (ConnectException e) {
            throw new Failure(
                    "Nothing answers at " + server + ": is the server running there? Start it with `farthing serve`, or"
                            + " say with --url where it is.",
                    e);
        } catch (IOException e) {
            throw new Failure("The server at " + server + " did not answer: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted; whether the server has done it is not known.", e);
        }
    }

    private JsonNode answer(int status, JsonNode json) {
        if (isSuccess(status) && !json.isMissingNode()) {
            return json;
        }
        if (status == 401) {
            throw new Failure("The server at " + server + " does not accept the operator token: use the one that"
                    + " it was started with, or the file operator-token of its data folder.");
        }
        String message = json.path("error").path("message").asString("");
        throw new Failure(
                message.isEmpty()
                        ? "The server at " + server + " answered with status " + status
                                + " and no explanation: is it Farthing?"
                        : message);
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private static JsonNode readAsItGrows(InputStream body, String growing, Consumer<JsonNode> entry)
            throws IOException {
        ObjectNode rest = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return JSON.missingNode();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(growing)) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        entry.accept(parser.readValueAsTree());
                    }
                } else {
                    rest.set(name, parser.readValueAsTree());
                }
            }
            return rest;
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
