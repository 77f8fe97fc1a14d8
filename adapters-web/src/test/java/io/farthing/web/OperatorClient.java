package io.farthing.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator who speaks JSON, with the right token unless told otherwise. */
public final class OperatorClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestPlatform platform;
    private String authorization = "Bearer " + TestPlatform.OPERATOR_TOKEN.value();

    /** The operator of that platform. */
    public OperatorClient(TestPlatform platform) {
        this.platform = platform;
    }

    /** What the server answered. */
    public record Answer(int status, JsonNode json, HttpResponse<String> response) {
        /** The field that the refusal names. */
        public String field() {
            return json.path("error").path("field").asString();
        }

        /** What the refusal says. */
        public String message() {
            return json.path("error").path("message").asString();
        }

        /** A text of the answer. */
        public String text(String name) {
            return json.path(name).asString();
        }
    }

    /** Presents this from now on; the empty text for nothing. */
    public OperatorClient presenting(String header) {
        authorization = header;
        return this;
    }

    /** Asks. */
    public Answer get(String path) {
        return send("GET", path, "", BodyPublishers.noBody());
    }

    /** Posts a body of JSON. */
    public Answer post(String path, String body) {
        return send("POST", path, "application/json", BodyPublishers.ofString(body));
    }

    /** Posts a body of JSON. */
    public Answer post(String path, Map<String, ?> body) {
        return post(path, JSON.writeValueAsString(body));
    }

    /** Puts a body of JSON. */
    public Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    /** Sends whatever. */
    public Answer send(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(platform.uri().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError("the server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
