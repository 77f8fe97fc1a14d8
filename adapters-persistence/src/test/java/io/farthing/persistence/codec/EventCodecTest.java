package io.farthing.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.farthing.application.fake.Samples;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.AuthorizationEnded;
import io.farthing.domain.money.Satoshis;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no event are said to be none, whatever is wrong with them. */
final class EventCodecTest {

    private static final PlatformEvent ENDED = new AuthorizationEnded(
            new Occasion(Samples.user("ann").openId(), Samples.app("shop").id(), Samples.NOW),
            new AuthorizationId(1),
            Standing.REVOKED,
            new Usage(Satoshis.of(3), Satoshis.of(4)));

    @ParameterizedTest
    @CsvSource({"REVOKED, REVOCED", "shop, SHOP"})
    void aWordThatNobodyKnowsIsNoPartOfAnEvent(String word, String unknown) {
        String bytes = new String(EventCodec.encode(ENDED), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(word);

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> EventCodec.decode(bytes.replace(word, unknown).getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void noByteThatIsAnotherOneEndsInAnythingElse() {
        byte[] good = EventCodec.encode(ENDED);
        for (int at = 0; at < good.length; at++) {
            for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
                byte[] bytes = good.clone();
                bytes[at] = (byte) value;
                try {
                    assertThat(EventCodec.decode(bytes)).isNotNull();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("outbox");
                }
            }
        }
    }
}
