package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.dotwallet.wire.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The setting {@code dotwallet.error-codes}. */
final class CodeNumberingTest {
    private static final DotWalletSettings SDK =
            new DotWalletSettings(CodeNumbering.SDK, TestServer.SETTINGS.maxBodyBytes());

    @ParameterizedTest
    @EnumSource
    void aDocumentedCodeIsItsNumberAndTheSdksItsNegative(ErrorCode code) {
        assertThat(CodeNumbering.DOCUMENTED.number(code))
                .isEqualTo(code.number())
                .isPositive();
        assertThat(CodeNumbering.SDK.number(code))
                .isEqualTo(code == ErrorCode.BALANCE_TOO_LOW ? -101001 : -code.number());
    }

    @Test
    void noTwoCodesShareANumber() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void theSdksReadWhatTheyKnow() {
        try (TestServer server = TestServer.start(SDK, TestServer.PLATFORM)) {
            PayRequest good = PayRequest.good("M-1");
            assertThat(pay(server, good)).isZero();
            assertThat(pay(server, good)).isEqualTo(-10039);
            assertThat(pay(server, PayRequest.good("M-2").of("carol"))).isEqualTo(-101001);
            assertThat(pay(
                            server,
                            PayRequest.good("M-2").with("pre_amount", "10001").without("receive_address")))
                    .isEqualTo(-10044);
            assertThat(server.get("/openapi/search_order").code()).isEqualTo(-10200);
            assertThat(server.raw("GET /openapi/set_pay_config", "localhost", "text/html", ""))
                    .contains("protocol-problem.jte -10030 ");
        }
    }

    private static int pay(TestServer server, PayRequest request) {
        return server.postJson(PayRequest.PATH, request.json()).code();
    }
}
