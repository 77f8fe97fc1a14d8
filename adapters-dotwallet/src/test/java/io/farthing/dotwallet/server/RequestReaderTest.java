package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a body is read, whatever its head says of it. */
final class RequestReaderTest {
    private static final int MAX_BYTES = 30;

    private final RequestReader reader = new RequestReader(new DotWalletSettings(CodeNumbering.DOCUMENTED, MAX_BYTES));

    @ParameterizedTest
    @ValueSource(longs = {-1, MAX_BYTES + 1, 3_000_000_000L})
    void ofABodyThatIsTooLongNoMoreIsReadThanShowsIt(long length) {
        InputStream body = new ByteArrayInputStream(new byte[1000]);

        assertThatThrownBy(() -> reader.body(body, length, "application/json"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the body is longer than 30 bytes");

        assertThat(body).hasBinaryContent(new byte[1000 - MAX_BYTES - 1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=utf-8",
                "Application/JSON ; charset=\"UTF-8\"; profile=\"a;b\"",
                " application/json"
            })
    void aContentTypeMayBeWrittenInEveryWayThatHttpAllows(String contentType) {
        byte[] body = "{\"app_id\":\"shop\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.body(new ByteArrayInputStream(body), body.length, contentType)
                        .value(Field.APP_ID))
                .isPresent();
    }
}
