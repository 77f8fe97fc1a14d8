package io.farthing.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.web.OperatorClient;
import io.farthing.web.OperatorClient.Answer;
import io.farthing.web.TestPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorGateTest {
    @RegisterExtension
    private static final TestPlatform platform = TestPlatform.start();

    private final OperatorClient operator = new OperatorClient(platform);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer operator-token-of-the-test",
                "Bearer operator-token-of-the-testss",
                "Bearer OPERATOR-TOKEN-OF-THE-TESTS",
                "Basic operator-token-of-the-tests",
                "operator-token-of-the-tests"
            })
    void whoeverDoesNotPresentTheTokenIsRefused(String authorization) {
        Answer answer = operator.presenting(authorization).get("/operator/v1/apps");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"operator\"");
        assertThat(answer.field()).isEqualTo("Authorization");
        assertThat(answer.response().body()).doesNotContain(TestPlatform.OPERATOR_TOKEN.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator/v1/apps",
                "/operator/v1/apps/",
                "/operator/v1/apps/x",
                "/operator/v1/users/x",
                "/operator/v1/ledger/verify",
                "/operator/v1/nothing"
            })
    void nothingIsOpen(String path) {
        assertThat(operator.presenting("").get(path).status()).isEqualTo(401);
    }

    @Test
    void schemeIsReadWithoutRegardToCase() {
        String authorization = "bearer " + TestPlatform.OPERATOR_TOKEN.value();

        assertThat(operator.presenting(authorization).get("/operator/v1/apps").status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsAnsweredInJson() {
        Answer answer = operator.get("/operator/v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).isNotBlank();
        assertThat(operator.post("/operator/v1/ledger/verify", "{}").status()).isEqualTo(405);
    }
}
