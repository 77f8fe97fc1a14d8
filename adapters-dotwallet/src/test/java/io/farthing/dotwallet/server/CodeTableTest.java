package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of codes of {@code pay_small_money}: each row alone, and every two rows that one request can breach at once,
 * the neighbours among them. Nothing is ever taken.
 */
final class CodeTableTest {
    private static final String TOO_LONG_TEXT = "\"" + "x".repeat(100_001) + "\"";

    /** What is wrong with a request, in which fields, and what the answer says. */
    private record Fault(int row, int code, String words, Set<String> fields, UnaryOperator<PayRequest> change) {
        static Fault of(int row, int code, String words, String field, UnaryOperator<PayRequest> change) {
            return new Fault(row, code, words, Set.of(field), change);
        }

        @Override
        public String toString() {
            return "row " + row + " " + fields;
        }
    }

    private static final List<Fault> FAULTS = List.of(
            Fault.of(1, 10030, "app_id", "app_id", request -> request.without("app_id")),
            Fault.of(2, 10032, "app_id", "app_id", request -> request.with("app_id", "\"nobody\"")),
            Fault.of(2, 10032, "suspended", "app_id", request -> request.with("app_id", "\"stopped\"")),
            Fault.of(3, 10036, "secret", "secret", request -> request.without("secret")),
            Fault.of(4, 10037, "secret", "secret", request -> request.with("secret", "\"wrong\"")),
            Fault.of(5, 10034, "user_open_id", "user_open_id", request -> request.without("user_open_id")),
            Fault.of(
                    6,
                    10038,
                    "merchant_order_sn",
                    "merchant_order_sn",
                    request -> request.without("merchant_order_sn")),
            Fault.of(7, 10042, "pre_amount", "pre_amount", request -> request.without("pre_amount")),
            Fault.of(8, 10048, "pre_amount", "pre_amount", request -> request.with("pre_amount", "-700")),
            Fault.of(8, 10048, "receive_address[0].amount", "receive_address", request -> request.recipients(one("0"))),
            Fault.of(9, 10045, "item_name", "item_name", request -> request.without("item_name")),
            Fault.of(
                    10,
                    10046,
                    "receive_address[0].address",
                    "receive_address",
                    request -> request.recipients("[{\"amount\":700}]")),
            new Fault(
                    10,
                    10046,
                    "receive_address",
                    Set.of("receive_address", "app_id", "secret"),
                    request -> request.without("receive_address")
                            .with("app_id", "\"bare\"")
                            .with("secret", "\"" + Samples.secret("bare").value() + "\"")),
            Fault.of(11, 10047, "receive_address", "receive_address", request -> request.recipients("\"[{\"")),
            Fault.of(
                    11,
                    10047,
                    "receive_address[0][address]; or send the body as JSON",
                    "receive_address",
                    request -> inParts(request.without("receive_address"))),
            Fault.of(
                    11,
                    10047,
                    "Base58Check",
                    "receive_address",
                    request -> request.recipients("[" + PayRequest.recipient(oneLetterChanged(), "700") + "]")),
            Fault.of(12, 10040, "opreturn", "opreturn", request -> request.with("opreturn", TOO_LONG_TEXT)),
            Fault.of(
                    12,
                    10040,
                    "item_name",
                    "item_name",
                    request -> request.with("item_name", "\"" + "x".repeat(257) + "\"")),
            Fault.of(12, 10040, "recipients", "receive_address", request -> request.recipients(many(201))),
            Fault.of(13, 10043, "pre_amount", "pre_amount", request -> request.with("pre_amount", "99")),
            Fault.of(14, 10049, "pre_amount", "receive_address", request -> request.recipients(one("701"))),
            Fault.of(15, 10035, "user_open_id", "user_open_id", request -> request.of("nobody")),
            Fault.of(
                    16,
                    10039,
                    "exists",
                    "merchant_order_sn",
                    request -> request.with("merchant_order_sn", "\"taken\"")),
            Fault.of(17, 10032, "authorized", "user_open_id", request -> request.of("bob")),
            new Fault(
                    18,
                    10044,
                    "pre_amount",
                    Set.of("pre_amount", "receive_address"),
                    request -> request.with("pre_amount", "10001").without("receive_address")),
            Fault.of(19, 10041, "balance", "user_open_id", request -> request.of("carol")),
            Fault.of(19, 10041, "balance", "user_open_id", request -> request.of("dave")),
            Fault.of(
                    20,
                    10040,
                    "nothing was taken",
                    "merchant_order_sn",
                    request -> request.with("merchant_order_sn", "\"poisoned\"")));

    @RegisterExtension
    private static final TestServer server = TestServer.start();

    @BeforeAll
    static void prepare() {
        assertThat(server.postJson(PayRequest.PATH, PayRequest.good("taken").json())
                        .code())
                .isZero();
        server.storage.poison(
                new OrderKey(Samples.app("shop").id(), new MerchantOrderNumber("poisoned")), Category.FAULT);
        server.storage.write(stores -> {
            stores.apps().add(Samples.app("stopped").withSuspended(true));
            return true;
        });
    }

    static Stream<Fault> everyRow() {
        return FAULTS.stream();
    }

    static Stream<Arguments> everyTwoRows() {
        List<Arguments> pairs = new ArrayList<>();
        for (Fault earlier : FAULTS) {
            for (Fault later : FAULTS) {
                if (earlier.row() < later.row() && Collections.disjoint(earlier.fields(), later.fields())) {
                    pairs.add(Arguments.of(earlier, later));
                }
            }
        }
        return pairs.stream();
    }

    /** Two rows about the same field, both breached by it. */
    static Stream<Arguments> rowsOfOneField() {
        PayRequest good = PayRequest.good("M-1");
        String wrong = PayRequest.recipient(oneLetterChanged(), "300");
        return Stream.of(
                Arguments.of(7, 8, 10042, good.without("pre_amount").recipients(one("-1"))),
                Arguments.of(8, 10, 10048, good.recipients("[{\"amount\":0}]")),
                Arguments.of(8, 11, 10048, good.recipients("[" + wrong + "," + PayRequest.recipient("x", "0") + "]")),
                Arguments.of(10, 11, 10046, good.recipients("[" + wrong + ",{\"amount\":400}]")),
                Arguments.of(11, 12, 10047, good.recipients(many(200).replace("]", "," + wrong + "]"))),
                Arguments.of(12, 13, 10040, good.recipients(many(201)).with("pre_amount", "99")),
                Arguments.of(12, 14, 10040, good.recipients(many(201))),
                Arguments.of(13, 14, 10043, good.with("pre_amount", "99")),
                Arguments.of(
                        17,
                        18,
                        10032,
                        good.of("bob").with("pre_amount", "10001").without("receive_address")),
                Arguments.of(
                        18,
                        19,
                        10044,
                        good.of("dave").with("pre_amount", "10001").without("receive_address")));
    }

    @ParameterizedTest
    @MethodSource("everyRow")
    void aRowAnswersWithItsCodeAndNamesTheField(Fault fault) {
        PayRequest request = fault.change().apply(PayRequest.good("M-1"));

        assertRefused(request, fault.code(), fault.words());
    }

    @ParameterizedTest
    @MethodSource("everyTwoRows")
    void ofTwoRowsTheEarlierOneAnswers(Fault earlier, Fault later) {
        PayRequest request = earlier.change().apply(later.change().apply(PayRequest.good("M-1")));

        assertRefused(request, earlier.code(), earlier.words());
    }

    @ParameterizedTest
    @MethodSource("rowsOfOneField")
    void ofTwoRowsAboutOneFieldTheEarlierOneAnswers(int earlier, int later, int code, PayRequest request) {
        assertThat(earlier).isLessThan(later);
        assertRefused(request, code, "");
    }

    private static void assertRefused(PayRequest request, int code, String words) {
        Answer json = server.postJson(PayRequest.PATH, request.json());
        Answer form = server.postForm("/platform" + PayRequest.PATH, request.form());

        assertThat(json.code()).isEqualTo(code);
        assertThat(json.msg())
                .contains(words)
                .doesNotContain(Samples.secret("shop").value());
        assertThat(form).isEqualTo(json);
        assertThat(server.payments()).isEqualTo(1);
        assertThat(server.balance("alice")).isEqualTo(1_000_000 - 700);
    }

    private static String one(String amount) {
        return "[" + PayRequest.recipient(PayRequest.ONE, amount) + "]";
    }

    /** With recipients as PHP and jQuery write them into a form. */
    private static PayRequest inParts(PayRequest request) {
        return request.with("receive_address[0][address]", "\"" + PayRequest.ONE + "\"")
                .with("receive_address[0][amount]", "700");
    }

    private static String many(int count) {
        return "[" + String.join(",", Collections.nCopies(count, PayRequest.recipient(PayRequest.ONE, "7"))) + "]";
    }

    private static String oneLetterChanged() {
        char last = PayRequest.ONE.charAt(PayRequest.ONE.length() - 1);
        return PayRequest.ONE.substring(0, PayRequest.ONE.length() - 1) + (last == '2' ? '3' : '2');
    }
}
