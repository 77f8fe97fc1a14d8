package io.farthing.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.Secret;
import io.farthing.web.OperatorClient;
import io.farthing.web.OperatorClient.Answer;
import io.farthing.web.TestPlatform;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AppEndpointsTest {
    private static final String APPS = "/operator/v1/apps";

    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private final OperatorClient operator = new OperatorClient(platform);

    @Test
    void registeredAppIsShownWithItsSecretThisOnce() {
        Answer created = operator.post(APPS, profile());
        String id = created.text("app_id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("secret")).matches("[0-9a-f]{64}");
        assertThat(isAuthentic(id, created.text("secret"))).isTrue();
        Answer shown = operator.get(APPS + "/" + id);
        assertThat(shown.json().has("secret")).isFalse();
        assertThat(shown.text("name")).isEqualTo("香蕉 Bananas");
        assertThat(shown.text("icon_url")).isEqualTo("https://shop.example/icon.png");
        assertThat(shown.json().path("redirect_uris").toString())
                .isEqualTo("[\"https://shop.example\",\"http://localhost:8080/back\"]");
        assertThat(shown.text("refuse_url")).isEqualTo("https://shop.example/refused");
        assertThat(shown.text("receive_address")).isEqualTo(address());
        assertThat(shown.json().path("suspended").asBoolean()).isFalse();
        assertThat(shown.text("created_at")).isEqualTo(Samples.NOW.toString());
    }

    @Test
    void onlyNameAndRedirectUrisAreNeeded() {
        Answer created =
                operator.post(APPS, "{\"name\":\"n\",\"redirect_uris\":[\"https://a.example\"],\"icon_url\":null}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("icon_url").isNull()).isTrue();
        assertThat(created.json().path("receive_address").isNull()).isTrue();
    }

    @Test
    void profileIsReplaced() {
        String id = register();
        Map<String, Object> changed = profile();
        changed.put("name", "Apples");
        changed.remove("refuse_url");

        Answer answer = operator.put(APPS + "/" + id, changed);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("name")).isEqualTo("Apples");
        assertThat(answer.json().path("refuse_url").isNull()).isTrue();
        assertThat(operator.get(APPS + "/" + id).text("name")).isEqualTo("Apples");
    }

    @Test
    void replacedSecretStaysGoodForAsLongAsAsked() {
        Answer created = operator.post(APPS, profile());
        String id = created.text("app_id");

        Answer rotated = operator.post(APPS + "/" + id + "/secret", Map.of("old_secret_valid_seconds", 60));

        assertThat(rotated.text("secret")).matches("[0-9a-f]{64}").isNotEqualTo(created.text("secret"));
        assertThat(isAuthentic(id, created.text("secret"))).isTrue();
        assertThat(isAuthentic(id, rotated.text("secret"))).isTrue();
        Answer again = operator.post(APPS + "/" + id + "/secret", Map.of("old_secret_valid_seconds", 0));
        assertThat(isAuthentic(id, rotated.text("secret"))).isFalse();
        assertThat(isAuthentic(id, again.text("secret"))).isTrue();
    }

    @Test
    void suspendedAppIsUnknownUntilItIsResumed() {
        String id = register();

        assertThat(operator.post(APPS + "/" + id + "/suspend", "{}")
                        .json()
                        .path("suspended")
                        .asBoolean())
                .isTrue();
        assertThat(find(id)).isEmpty();
        assertThat(operator.post(APPS + "/" + id + "/resume", "")
                        .json()
                        .path("suspended")
                        .asBoolean())
                .isFalse();
        assertThat(find(id)).isPresent();
    }

    @Test
    void listGoesOnWhereItEnded() {
        try (TestPlatform own = TestPlatform.start()) {
            OperatorClient counting = new OperatorClient(own);
            List<String> registered = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                registered.add(counting.post(APPS, profile()).text("app_id"));
            }
            List<String> listed = new ArrayList<>();
            String query = "?limit=2";
            for (int pages = 0; pages < 5 && !query.isEmpty(); pages++) {
                Answer page = counting.get(APPS + query);
                page.json()
                        .path("apps")
                        .forEach(app -> listed.add(app.path("app_id").asString()));
                JsonNode next = page.json().path("next");
                query = next.isNull() ? "" : "?limit=2&after=" + next.asString();
            }
            assertThat(listed)
                    .containsExactlyElementsOf(registered.stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | null",
                "name | 7",
                "name | '\"\"'",
                "name | '\"a\\nb\"'",
                "icon_url | '\"ftp://a.example\"'",
                "icon_url | '\"javascript:alert(1)\"'",
                "icon_url | true",
                "redirect_uris | null",
                "redirect_uris | []",
                "redirect_uris | '\"https://a.example\"'",
                "redirect_uris[1] | '[\"https://a.example\", \"https://u@b.example\"]'",
                "redirect_uris[0] | '[\"https://A.example\"]'",
                "redirect_uris[0] | '[7]'",
                "redirect_uris | '[\"https://a.example?b\"]'",
                "redirect_uris | '[\"http://plain.example\"]'",
                "refuse_url | '\"https://a.example/#x\"'",
                "receive_address | '\"1BoatSLRHtKNngkdXEeobR76b53LETtpyU\"'",
                "receive_address | '\"mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn\"'"
            })
    void wrongFieldIsNamed(String field, String json) {
        String name = field.replaceAll("\\[.*", "");
        Map<String, String> parts = new HashMap<>();
        parts.put("name", "\"n\"");
        parts.put("redirect_uris", "[\"https://a.example\"]");
        parts.put(name, json);
        StringBuilder body = new StringBuilder();
        parts.forEach((key, value) -> body.append(body.isEmpty() ? "{" : ",")
                .append('"')
                .append(key)
                .append("\":")
                .append(value));

        Answer answer = operator.post(APPS, body.append('}').toString());

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(answer.message()).contains(name);
    }

    @Test
    void aFieldThatIsMissingIsNotSaidToBeWrong() {
        Answer answer = operator.post(APPS, "{\"name\":\"n\"}");

        assertThat(answer.field()).isEqualTo("redirect_uris");
        assertThat(answer.message()).contains("missing", "a list of at most");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"name\"",
                "{} {}",
                "{\"name\":\"n\",}",
                "{name:\"n\"}",
                "{\"name\":'n'}",
                "// comment\n{}",
                "{\"name\":NaN}",
                "{\"name\":\"\u0001\"}"
            })
    void bodyThatIsNoJsonObjectIsRefused(String body) {
        Answer answer = operator.post(APPS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isNotBlank();
    }

    @Test
    void unknownAndDoubledFieldsAreNamed() {
        assertThat(operator.post(APPS, "{\"nmae\":\"n\"}").field()).isEqualTo("nmae");
        assertThat(operator.post(APPS, "{\"name\":\"n\",\"name\":\"m\"}").field())
                .isEqualTo("name");
    }

    @Test
    void brokenUtf8AndDeepNestingAreRefused() {
        byte[] broken = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, '"', '}'};
        assertThat(operator.send("POST", APPS, "application/json", BodyPublishers.ofByteArray(broken))
                        .status())
                .isEqualTo(400);
        assertThat(operator.post(APPS, "{\"name\":" + "[".repeat(100_000)).status())
                .isEqualTo(400);
    }

    @Test
    void nothingButUtf8WithoutAByteOrderMarkIsRead() {
        String json = "{\"name\":\"A\",\"redirect_uris\":[\"https://a.example\"]}";
        byte[] overlong = json.replace("A", "\u00c1\u0081").getBytes(StandardCharsets.ISO_8859_1);
        byte[] marked = ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8);

        assertThat(List.of(
                        overlong,
                        marked,
                        json.getBytes(StandardCharsets.UTF_16),
                        json.getBytes(StandardCharsets.UTF_16LE)))
                .extracting(body -> operator.send("POST", APPS, "application/json", BodyPublishers.ofByteArray(body))
                        .status())
                .containsOnly(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void onlyJsonIsRead(String contentType) {
        Answer answer = operator.send(
                "POST",
                APPS,
                contentType,
                BodyPublishers.ofString("{\"name\":\"n\",\"redirect_uris\":[\"https://a.example\"]}"));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.field()).isEqualTo("Content-Type");
    }

    @Test
    void bodyBeyondTheLimitIsRefused() {
        String body = "{\"name\":\"" + "n".repeat(300_000) + "\"}";

        assertThat(operator.post(APPS, body).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-1", "2592001", "'\"60\"'", "1.5", "1e3", "99999999999999999999", "null", "true"})
    void graceThatIsNoneIsRefused(String seconds) {
        String id = register();

        Answer answer = operator.post(APPS + "/" + id + "/secret", "{\"old_secret_valid_seconds\":" + seconds + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("old_secret_valid_seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "[", "{\"name\":"})
    void aBodyBeyondTheBoundsOfTheParserIsNotSaidToBeNoJson(String part) {
        Answer answer = operator.post(APPS, "{\"name\":" + part.repeat(1001) + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("too many digits", "too deep").doesNotContain("column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "1e2", "99999"})
    void pageSizeThatIsNoneIsRefused(String limit) {
        assertThat(operator.get(APPS + "?limit=" + limit).field()).isEqualTo("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "1%2"})
    void aPageSizeThatCannotBeDecodedIsRefusedInsteadOfLeftOut(String limit) throws IOException {
        // No usual client would send it.
        try (Socket socket = new Socket("127.0.0.1", platform.uri().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("GET " + APPS + "?limit=" + limit + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + TestPlatform.OPERATOR_TOKEN.value() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"limit\"", "write it as %25");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "%20", "a%20b", "..%2e"})
    void unknownAppIsNotThere(String id) {
        assertThat(operator.get(APPS + "/" + id).status()).isIn(400, 404);
        assertThat(operator.get(APPS + "/nobody").field()).isEqualTo("app_id");
        assertThat(operator.put(APPS + "/nobody", profile()).status()).isEqualTo(404);
        assertThat(operator.post(APPS + "/nobody/suspend", "{}").status()).isEqualTo(404);
        assertThat(operator.post(APPS + "/nobody/secret", Map.of("old_secret_valid_seconds", 1))
                        .status())
                .isEqualTo(404);
    }

    private String register() {
        return operator.post(APPS, profile()).text("app_id");
    }

    private static Map<String, Object> profile() {
        Map<String, Object> profile = new HashMap<>();
        profile.put("name", "香蕉 Bananas");
        profile.put("icon_url", "https://shop.example/icon.png");
        profile.put("redirect_uris", List.of("https://shop.example", "http://localhost:8080/back"));
        profile.put("refuse_url", "https://shop.example/refused");
        profile.put("receive_address", address());
        return profile;
    }

    private static String address() {
        return Samples.address("shop").text();
    }

    private static Optional<App> find(String id) {
        return platform.get(AuthenticateApp.class).find(new AppId(id));
    }

    private static boolean isAuthentic(String id, String secret) {
        return platform.get(AuthenticateApp.class).isAuthentic(find(id).orElseThrow(), new Secret(secret));
    }
}
