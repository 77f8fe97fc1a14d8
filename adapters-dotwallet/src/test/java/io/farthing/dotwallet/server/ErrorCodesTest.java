package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.dotwallet.wire.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting {@code dotwallet.error-codes}. */
final class ErrorCodesTest {
    private static final DotWalletSettings SDK =
            new DotWalletSettings(ErrorCodes.SDK, DotWalletSettings.DEFAULT_MAX_BODY_BYTES);

    @Test
    void theDocumentedCodesAreTheDefault() {
        assertThat(DotWalletSettings.DEFAULT.errorCodes()).isEqualTo(ErrorCodes.DOCUMENTED);
        assertThat(DotWalletSettings.DEFAULT.maxBodyBytes()).isEqualTo(256 * 1024);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentedCodeIsItsNumberAndTheSdksItsNegative(ErrorCode code) {
        assertThat(ErrorCodes.DOCUMENTED.number(code)).isEqualTo(code.number()).isPositive();
        assertThat(ErrorCodes.SDK.number(code)).isEqualTo(code == ErrorCode.BALANCE_TOO_LOW ? -101001 : -code.number());
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

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1023, 16 * 1024 * 1024 + 1, Integer.MAX_VALUE})
    void aSillyBodyLengthIsRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DotWalletSettings(ErrorCodes.DOCUMENTED, length))
                .withMessageContaining("dotwallet.max-body-bytes is " + length);
    }

    private static int pay(TestServer server, PayRequest request) {
        return server.postJson(PayRequest.PATH, request.json()).code();
    }
}
