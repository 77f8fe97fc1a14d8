package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send to {@code pay_small_money}: each gets a code and a sentence, and takes nothing. */
final class BadInputTest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final PayRequest GOOD = PayRequest.good("M-1");

    @RegisterExtension
    private static final TestServer server = TestServer.start();

    static Stream<Arguments> bodies() {
        return Stream.of(
                bad("nothing", JSON, "", 10040, "the body is empty"),
                bad("an empty form", FORM, "", 10030, "app_id"),
                bad("no JSON", JSON, "hello", 10040, "the body"),
                bad("half of a body", JSON, GOOD.json().substring(0, 200), 10040, "the body cannot be read"),
                bad("two objects", JSON, GOOD.json() + "{}", 10040, "behind its JSON object"),
                bad("an array", JSON, "[" + GOOD.json() + "]", 10040, "not a JSON object"),
                bad("a text", JSON, "\"hello\"", 10040, "not a JSON object"),
                bad("null", JSON, "null", 10040, "not a JSON object"),
                bad("single quotes", JSON, GOOD.json().replace('"', '\''), 10040, "well-formed"),
                bad("a comment", JSON, GOOD.json().replace(",\"", ",/**/\""), 10040, "well-formed"),
                bad("a comma too many", JSON, GOOD.json().replaceAll("}$", ",}"), 10040, "well-formed"),
                bad("NaN", JSON, amount("NaN"), 10040, "/pre_amount"),
                bad("a leading zero", JSON, amount("0700"), 10040, "/pre_amount"),
                bad("a plus sign", JSON, amount("+700"), 10040, "/pre_amount"),
                bad("JSON in a form", FORM, GOOD.json(), 10030, "app_id"),
                bad("a form in JSON", JSON, GOOD.form(), 10040, "the body"),
                bad("another content type", "text/plain", GOOD.json(), 10040, "content type"),
                bad("XML", "application/xml", "<app_id>shop</app_id>", 10040, "content type"),
                bad("a doubled field", JSON, withMore("\"pre_amount\":1"), 10040, "\"pre_amount\" occurs twice"),
                bad("a doubled unknown field", JSON, withMore("\"x\":1,\"x\":1"), 10040, "\"x\" occurs twice"),
                bad("a doubled field of a form", FORM, GOOD.form() + "&pre_amount=1", 10040, "\"pre_amount\""),
                bad("a doubled field inside", JSON, in(recipient("700,\"amount\":1")), 10040, "/receive_address/0"),
                bad("101 fields", JSON, withMore(manyFields()), 10040, "fields"),
                bad("a half percent sign", FORM, GOOD.form() + "&x=%2", 10040, "percent sign"),
                bad("a wrong percent sign", FORM, GOOD.form() + "&x=%zz", 10040, "percent sign"),
                bad("deep nesting", JSON, withMore("\"x\":" + "[".repeat(9999) + "]".repeat(9999)), 10040, "deeper"),
                bad("deep nesting in a text", JSON, in("\"" + "[".repeat(9999) + "\""), 10047, "receive_address"),
                bad("too many values", JSON, withMore("\"x\":[" + "{},".repeat(5000) + "0]"), 10040, "too many"),
                bad("too many values in a text", JSON, in("\"[" + "{},".repeat(5000) + "0]\""), 10047, "array"),
                bad("a number of 2000 digits", JSON, amount("1".repeat(2000)), 10040, "/pre_amount"),
                bad("a huge number", JSON, amount("1".repeat(400)), 10048, "pre_amount"),
                bad("just beyond a long", JSON, amount("9223372036854775808"), 10048, "pre_amount"),
                bad("more than all the money", JSON, amount("2100000000000001"), 10048, "pre_amount"),
                bad("zero", JSON, amount("0"), 10048, "pre_amount"),
                bad("a negative number", JSON, amount("-700"), 10048, "pre_amount"),
                bad("a fraction", JSON, amount("700.5"), 10048, "pre_amount"),
                bad("a point", JSON, amount("700.0"), 10048, "pre_amount"),
                bad("an exponent", JSON, amount("7e2"), 10048, "pre_amount"),
                bad("a huge exponent", JSON, amount("1e999999999"), 10048, "pre_amount"),
                bad("digits in a text", JSON, amount("\"700\""), 10048, "pre_amount"),
                bad("true", JSON, amount("true"), 10048, "pre_amount"),
                bad("an array for a number", JSON, amount("[700]"), 10048, "pre_amount"),
                bad("an object for a number", JSON, amount("{}"), 10048, "pre_amount"),
                bad("a fraction in a form", FORM, formAmount("700.0"), 10048, "pre_amount"),
                bad("an exponent in a form", FORM, formAmount("7e2"), 10048, "pre_amount"),
                bad("a sign in a form", FORM, formAmount("%2B700"), 10048, "pre_amount"),
                bad("other digits in a form", FORM, formAmount("%D9%A7%D9%A0%D9%A0"), 10048, "pre_amount"),
                bad("a leading zero in a form", FORM, formAmount("0700"), 10048, "pre_amount"),
                bad("a number beyond a long in a form", FORM, formAmount("9".repeat(40)), 10048, "pre_amount"),
                bad("true for app_id", JSON, GOOD.with("app_id", "true").json(), 10030, "app_id"),
                bad("a fraction for app_id", JSON, GOOD.with("app_id", "1.5").json(), 10030, "app_id"),
                bad(
                        "a path for app_id",
                        JSON,
                        GOOD.with("app_id", "\"../shop\"").json(),
                        10032,
                        "../shop"),
                bad("a number for secret", JSON, GOOD.with("secret", "1").json(), 10036, "secret"),
                bad(
                        "an array for user_open_id",
                        JSON,
                        GOOD.with("user_open_id", "[]").json(),
                        10034,
                        "user_open_id"),
                bad("an object for the number", JSON, with("merchant_order_sn", "{}"), 10038, "merchant_order_sn"),
                bad("a number for item_name", JSON, with("item_name", "1"), 10045, "item_name"),
                bad("a number for opreturn", JSON, with("opreturn", "1"), 10040, "opreturn"),
                bad("a NUL in an open id", JSON, with("user_open_id", "\"open\\u0000alice\""), 10040, "user_open_id"),
                bad("a NUL in a form", FORM, GOOD.form().replace("bananas", "bana%00nas"), 10040, "item_name"),
                bad(
                        "a line feed in a number",
                        JSON,
                        with("merchant_order_sn", "\"M\\n1\""),
                        10040,
                        "merchant_order_sn"),
                bad("half a pair in a text", JSON, GOOD.json().replace("bananas", "x\\ud800"), 10040, "item_name"),
                bad("half a pair in data", JSON, GOOD.json().replace("hello", "x\\udc00"), 10040, "opreturn"),
                bad("a blank name", JSON, with("item_name", "\" \\t\""), 10045, "item_name"),
                bad("a long open id", JSON, with("user_open_id", longText(129)), 10040, "user_open_id"),
                bad("a long order number", JSON, with("merchant_order_sn", longText(129)), 10040, "merchant_order_sn"),
                bad("a long name", JSON, with("item_name", longText(257)), 10040, "item_name"),
                bad("a long secret", JSON, with("secret", longText(100_000)), 10037, "secret"),
                bad("an object for recipients", JSON, in("{}"), 10047, "receive_address must be an array"),
                bad("a number for recipients", JSON, in("1"), 10047, "receive_address must be an array"),
                bad("an address for recipients", JSON, in("\"" + PayRequest.ONE + "\""), 10047, "must be an array"),
                bad("a text within a text", JSON, in("\"\\\"[]\\\"\""), 10047, "must be an array"),
                bad("recipients in parts", FORM, inParts("%5B0%5D%5Baddress%5D"), 10047, "one JSON text"),
                bad("a list of parts", FORM, inParts("[]"), 10047, "one JSON text"),
                bad("recipients twice", FORM, GOOD.form() + "&receive_address[]=1", 10047, "one JSON text"),
                bad("null for a recipient", JSON, in("[null]"), 10047, "receive_address[0]"),
                bad(
                        "an address for a recipient",
                        JSON,
                        in("[\"" + PayRequest.ONE + "\"]"),
                        10047,
                        "receive_address[0]"),
                bad("a number for an address", JSON, in("[{\"address\":1,\"amount\":700}]"), 10047, "[0].address"),
                bad("no amount", JSON, in("[{\"address\":\"" + PayRequest.ONE + "\"}]"), 10048, "[0].amount"),
                bad("digits in an amount's text", JSON, in(recipient("\"700\"")), 10048, "[0].amount"),
                bad("an amount with a point", JSON, in(recipient("700.0")), 10048, "[0].amount"),
                bad("a negative amount", JSON, in(recipient("-1")), 10048, "[0].amount"),
                bad("amounts that overflow", JSON, in(recipient("9223372036854775807")), 10048, "[0].amount"),
                bad("amounts that leave something over", JSON, in(recipient("699")), 10049, "add up to 699"),
                bad("amounts beyond the money", JSON, in(nearlyAll(2)), 10049, "add up to 4200000000000000"),
                bad("200 amounts beyond it", JSON, in(nearlyAll(200)), 10049, "pre_amount is 700"),
                bad("201 recipients", JSON, in(nearlyAll(201)), 10040, "201 recipients"),
                bad("a test net address", JSON, in(testNet()), 10047, "test net"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void itIsRefusedWithACodeAndASentence(String name, String contentType, String body, int code, String words) {
        assertRefused(server.post(PayRequest.PATH, contentType, body.getBytes(StandardCharsets.UTF_8)), code, words);
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] json = GOOD.json().replace("bananas", "banan\u00e4s").getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(server.post(PayRequest.PATH, JSON, json), 10040, "UTF-8");
        assertRefused(server.post(PayRequest.PATH, FORM, json), 10040, "UTF-8");
        assertRefused(server.postForm(PayRequest.PATH, GOOD.form() + "&x=%e4"), 10040, "UTF-8");
    }

    @Test
    void utf16IsRefused() {
        byte[] json = GOOD.json().getBytes(StandardCharsets.UTF_16);

        assertRefused(server.post(PayRequest.PATH, JSON, json), 10040, "UTF-8");
    }

    @Test
    void aBodyOfTheLongestLengthIsReadAndALongerOneIsNot() {
        int most = TestServer.SETTINGS.maxBodyBytes();
        String tooLong = GOOD.json() + " ".repeat(most + 1 - GOOD.json().length());

        assertRefused(server.postJson(PayRequest.PATH, tooLong), 10040, "the body is longer than " + most);
        assertRefused(server.postJson(PayRequest.PATH, "[" + " ".repeat(most - 1)), 10040, "not a JSON object");
    }

    @Test
    void aBodyWithoutAContentTypeIsRefused() {
        Answer answer = Answer.of(server.send(request ->
                request.uri(server.uri(PayRequest.PATH)).POST(HttpRequest.BodyPublishers.ofString(GOOD.json()))));

        assertRefused(answer, 10040, "content type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"})
    void aBodyThatBreaksOffIsRefused(String rest) {
        String response =
                server.raw("POST " + PayRequest.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + JSON + "\r\n" + rest);

        assertThat(response).startsWith("HTTP/1.1 200 ");
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        assertRefused(Answer.of(body.getBytes(StandardCharsets.UTF_8)), 10040, "did not come whole");
    }

    @Test
    void aLinkPaysNothing() {
        assertRefused(server.get(PayRequest.PATH + "?" + GOOD.form()), 10040, "POST");
    }

    private static void assertRefused(Answer answer, int code, String words) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.msg()).contains(words).hasSizeLessThan(300);
        assertThat(answer.msg()).doesNotContain(Samples.secret("shop").value());
        assertThat(server.payments()).isZero();
        assertThat(server.balance("alice")).isEqualTo(1_000_000);
    }

    private static Arguments bad(String name, String contentType, String body, int code, String words) {
        return Arguments.of(name, contentType, body, code, words);
    }

    /** A good body whose amount is this JSON, well-formed or not. */
    private static String amount(String json) {
        return GOOD.json().replace("\"pre_amount\":700", "\"pre_amount\":" + json);
    }

    private static String formAmount(String text) {
        return GOOD.form().replace("pre_amount=700", "pre_amount=" + text);
    }

    private static String with(String field, String json) {
        return GOOD.with(field, json).json();
    }

    private static String longText(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }

    /** A good body with these recipients, well-formed or not. */
    private static String in(String recipients) {
        return GOOD.json().replaceAll("\"receive_address\":\\[.*?]", "\"receive_address\":" + quote(recipients));
    }

    private static String quote(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static String recipient(String amount) {
        return "[" + PayRequest.recipient(PayRequest.ONE, amount) + "]";
    }

    /** A good form, but of the recipients only a part. */
    private static String inParts(String part) {
        return GOOD.without("receive_address").form() + "&receive_address" + part + "=" + PayRequest.ONE;
    }

    private static String nearlyAll(int count) {
        String one = PayRequest.recipient(PayRequest.ONE, "2100000000000000");
        return "[" + String.join(",", Collections.nCopies(count, one)) + "]";
    }

    private static String testNet() {
        return "[" + PayRequest.recipient("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "700") + "]";
    }

    /** A good body with more fields. */
    private static String withMore(String fields) {
        return GOOD.json().replaceAll("}$", "," + quote(fields) + "}");
    }

    private static String manyFields() {
        return IntStream.range(0, 94).mapToObj(i -> "\"x" + i + "\":0").collect(Collectors.joining(","));
    }
}
