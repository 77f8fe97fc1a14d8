package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Nobody who does not know a database's key can tell which order numbers have hashes that are alike there. */
final class OrderHashesTest {

    private static final long HIGHEST = (1L << OrderHashes.BITS) - 1;

    private final OrderHashes hashes = new OrderHashes(new byte[] {1, 2, 3});

    @Test
    void digestsThatBeginAndEndAlikeAreSpreadOverAllHashes() {
        long[] upperBits = LongStream.range(0, 1000)
                .map(i -> hashes.of(new UUID(0, i << 20)) >>> (OrderHashes.BITS - 4))
                .toArray();

        for (long bits = 0; bits < 16; bits++) {
            long wanted = bits;
            // With this key it is the same number every time.
            assertThat(LongStream.of(upperBits).filter(upper -> upper == wanted).count())
                    .isBetween(40L, 90L);
        }
    }

    @Test
    void anotherKeyMakesOtherHashes() {
        OrderHashes others = new OrderHashes(new byte[] {1, 2, 4});
        UUID digest = new UUID(5, 6);

        assertThat(others.of(digest)).isNotEqualTo(hashes.of(digest));
        assertThat(new OrderHashes(new byte[] {1, 2, 3}).of(digest)).isEqualTo(hashes.of(digest));
    }

    /** What is in the databases was written by an earlier process. */
    @Test
    void neitherDigestsNorHashesEverChange() {
        assertThat(OrderKeys.digest(new OrderKey(new AppId("shop"), new MerchantOrderNumber("Nº 1"))))
                .isEqualTo(UUID.fromString("f7200e8b-78dd-eacd-f60c-dd6e418ad4dc"));
        assertThat(hashes.of(new UUID(5, 6))).isEqualTo(4134872176L);
    }

    @Test
    void noHashIsZeroOrLongerThanItsBits() {
        assertThat(OrderHashes.hash(0)).isEqualTo(1);
        assertThat(OrderHashes.hash(1)).isEqualTo(1);
        assertThat(OrderHashes.hash(-1)).isEqualTo(HIGHEST);
        assertThat(LongStream.range(0, 10_000).map(i -> hashes.of(new UUID(i, i))))
                .allSatisfy(hash -> assertThat(hash).isBetween(1L, HIGHEST));
    }
}
