package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.dotwallet.wire.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever an outsider sends, the answer is HTTP 200 with a well-formed envelope, or a redirect to our own pages. */
final class ArbitraryRequestProperties {
    private static final List<String> ENDPOINTS =
            List.of("pay_small_money", "access_token", "refresh_access_token", "search_order");
    private static final Set<Integer> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::number).collect(Collectors.toSet());

    private static TestServer server;

    /** A change of a few bytes. */
    private record Edit(int position, int removed, byte[] inserted) {
        byte[] apply(byte[] bytes) {
            int start = position % (bytes.length + 1);
            int end = Math.min(bytes.length, start + removed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, start);
            out.writeBytes(inserted);
            out.write(bytes, end, bytes.length - end);
            return out.toByteArray();
        }
    }

    @BeforeContainer
    static void start() {
        server = TestServer.start();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Property(tries = 300)
    void arbitraryBytesGetAnEnvelope(
            @ForAll("endpoints") String endpoint, @ForAll("contentTypes") String contentType, @ForAll byte[] body) {
        Answer answer = server.post("/openapi/" + endpoint, contentType, body);

        assertThat(CODES).contains(answer.code());
    }

    @Property(tries = 700)
    void aDamagedPaymentGetsAnEnvelopeAndIsPaidOnceOrNotAtAll(
            @ForAll("edits") List<Edit> edits, @ForAll boolean isForm) {
        PayRequest good = PayRequest.good("M-1");
        byte[] body = (isForm ? good.form() : good.json()).getBytes(StandardCharsets.UTF_8);
        for (Edit edit : edits) {
            body = edit.apply(body);
        }
        long before = server.payments();

        Answer answer =
                server.post(PayRequest.PATH, isForm ? "application/x-www-form-urlencoded" : "application/json", body);

        boolean isPaid = answer.code() == 0;
        assertThat(isPaid || CODES.contains(answer.code())).isTrue();
        assertThat(server.payments() - before).isEqualTo(isPaid ? 1 : 0);
    }

    @Property(tries = 500)
    void aDamagedRedirectLeadsNowhereElse(@ForAll("edits") List<Edit> edits, @ForAll boolean isWithQuery) {
        byte[] uri = ("https://shop.example/back" + (isWithQuery ? "?a=1&b=2" : "")).getBytes(StandardCharsets.UTF_8);
        for (Edit edit : edits) {
            uri = edit.apply(uri);
        }
        String encoded = URLEncoder.encode(new String(uri, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        HttpResponse<byte[]> response = server.send(
                request -> request.uri(server.uri("/openapi/set_pay_config?app_id=shop&redirect_uri=" + encoded)));

        Optional<String> location = response.headers().firstValue("Location");
        assertThat(response.statusCode()).isEqualTo(location.isPresent() ? 302 : 400);
        location.ifPresent(ArbitraryRequestProperties::assertLeadsToTheShop);
    }

    private static void assertLeadsToTheShop(String location) {
        String page = "/wallet/activate?app_id=shop&redirect_uri=";
        assertThat(location).startsWith(page);
        String target = URLDecoder.decode(location.substring(page.length()), StandardCharsets.UTF_8);
        assertThat(target).matches("https://shop\\.example([/?][^#\\\\\\s]*)?");
    }

    @Provide
    Arbitrary<String> endpoints() {
        return Arbitraries.of(ENDPOINTS);
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(
                "application/json",
                "application/json; charset=utf-8",
                "application/x-www-form-urlencoded",
                "text/plain");
    }

    /** One or a few edits; most of them with letters that mean something in JSON, forms, numbers or URIs. */
    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<byte[]> meaningful = Arbitraries.strings()
                .withChars("{}[]\",:\\/%&=?#@+-.eE019 \n")
                .ofMaxLength(3)
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.oneOf(meaningful, meaningful, any))
                .as(Edit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
