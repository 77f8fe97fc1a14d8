package io.farthing.bootstrap.cli;

import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the operator API of a running server. Every failure is a {@link CommandFailure} with a sentence. */
final class OperatorClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final Secret token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    OperatorClient(URI server, Secret token) {
        this.server = server;
        this.token = token;
    }

    /** What the server answered, all being well. */
    record Answer(JsonNode json) {

        /** Prints the answer as readable JSON. */
        int print(PrintWriter out) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
            out.flush();
            return ExitCodes.DONE;
        }

        /** Whether the answer has that field with the value true. */
        boolean isTrue(String field) {
            return json.path(field).asBoolean(false);
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** A text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(server.resolve(path))
                    .header("Authorization", "Bearer " + token.value())
                    .header("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("The server cannot be asked at " + server
                    + ": --url must look like http://127.0.0.1:8080, and a token has no line breaks.");
        }
    }

    private Answer send(HttpRequest request) {
        try {
            return answer(http.send(request, BodyHandlers.ofString()));
        } catch (ConnectException e) {
            throw new CommandFailure(
                    "Nothing answers at " + server + ": is the server running there? Start it with `farthing serve`, or"
                            + " say with --url where it is.",
                    e);
        } catch (IOException e) {
            throw new CommandFailure("The server at " + server + " did not answer: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted; whether the server has done it is not known.", e);
        }
    }

    private Answer answer(HttpResponse<String> response) {
        JsonNode json = parse(response.body());
        if (response.statusCode() / 100 == 2 && !json.isMissingNode()) {
            return new Answer(json);
        }
        if (response.statusCode() == 401) {
            throw new CommandFailure("The server at " + server + " does not accept the operator token: use the one that"
                    + " it was started with, or the file operator-token of its data folder.");
        }
        String message = json.path("error").path("message").asString("");
        throw new CommandFailure(
                message.isEmpty()
                        ? "The server at " + server + " answered with status " + response.statusCode()
                                + " and no explanation: is it Farthing?"
                        : message);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
