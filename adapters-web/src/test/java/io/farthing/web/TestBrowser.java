package io.farthing.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser does with our pages: keeps cookies, says where a post comes from, sends the hidden field of a form
 * along. It follows no redirect, so that tests see them.
 */
public final class TestBrowser {
    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([0-9a-f]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI server;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** A browser that has never been here. */
    public TestBrowser(TestPlatform platform) {
        this.server = platform.uri();
        headers.put("Accept", "text/html,*/*;q=0.8");
    }

    /** A page as it was received. */
    public record Page(int status, String body, HttpResponse<String> response) {
        /** A header of the answer, or the empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Where the browser is sent, or the empty text. */
        public String location() {
            return header("Location");
        }

        /** The token of the page's first form. */
        public String token() {
            Matcher matcher = TOKEN.matcher(body);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    /** Sends a header along with every request from now on; the empty text ends that. */
    public TestBrowser with(String header, String value) {
        if (value.isEmpty()) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    /** The cookies by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Opens a page. */
    public Page get(String path) {
        return send(request(path).GET());
    }

    /** Asks for what {@link #get} would get, without the page itself. */
    public Page head(String path) {
        return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    /** Sends a body of any type. */
    public Page send(String path, String contentType, HttpRequest.BodyPublisher body) {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    /** Opens the page of that path, and sends its form with these fields: name, value, name, value … . */
    public Page submit(String path, String... fields) {
        return post(path, get(path).token(), fields);
    }

    /** Sends a form with that token. */
    public Page post(String path, String token, String... fields) {
        StringBuilder form = new StringBuilder("form_token=" + token);
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    /** Logs in a user of {@link TestPlatform#user}. */
    public TestBrowser logIn(String name) {
        Page page = submit("/log-in", "name", name, "password", TestPlatform.PASSWORD);
        if (page.status() != 303) {
            throw new AssertionError("not logged in: " + page.status());
        }
        return this;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            List<String> pairs = cookies.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList();
            request.setHeader("Cookie", String.join("; ", pairs));
        }
        return request;
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Page(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError("the server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        Optional<String> value =
                Optional.of(pair.substring(pair.indexOf('=') + 1)).filter(text -> !text.isEmpty());
        if (value.isEmpty() || cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, value.get());
        }
    }
}
