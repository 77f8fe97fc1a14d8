package io.farthing.bootstrap.process;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who goes from page to page, from host to host, and fills in forms; without a browser. */
final class Wanderer {

    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([0-9a-f]+)\"");

    private static final int MAX_STEPS = 20;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private HttpResponse<String> here;

    Wanderer(URI begin) throws IOException, InterruptedException {
        here = follow(page(begin).GET().build());
    }

    HttpResponse<String> here() {
        return here;
    }

    /** Goes to another page. */
    Wanderer go(URI page) throws IOException, InterruptedException {
        here = follow(page(page).GET().build());
        return this;
    }

    /** Sends the form of the page. */
    Wanderer submit(Map<String, String> fields) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(here.body());
        if (!token.find()) {
            throw new AssertionError("no form at " + here.uri() + ": " + here.statusCode() + "\n" + here.body());
        }
        String body = "form_token=" + token.group(1)
                + fields.entrySet().stream()
                        .map(field -> "&" + field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
        here = follow(page(here.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
        return this;
    }

    // From one wallet to the other and back again takes more steps than Java's client takes by itself. Ends before the
    // shop, the only one with https, which is not there.
    private HttpResponse<String> follow(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = browser.send(request, BodyHandlers.ofString());
        for (int steps = 0; steps < MAX_STEPS && response.statusCode() / 100 == 3; steps++) {
            URI next = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            if (next.getScheme().equals("https")) {
                return response;
            }
            response = browser.send(page(next).GET().build(), BodyHandlers.ofString());
        }
        return response;
    }

    private static HttpRequest.Builder page(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "text/html");
    }
}
