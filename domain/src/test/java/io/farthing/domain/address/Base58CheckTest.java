package io.farthing.domain.address;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Base58CheckTest {

    @Property
    void whatIsWrittenIsReadBack(@ForAll @Size(max = 64) byte[] payload) {
        assertThat(Base58Check.decode(Base58Check.encode(payload), payload.length))
                .hasValueSatisfying(read -> assertThat(read).containsExactly(payload));
    }

    @Property
    void everyLeadingZeroByteIsOneLetter(@ForAll @IntRange(max = 30) int zeros, @ForAll @Size(max = 30) byte[] tail) {
        byte[] payload = new byte[zeros + 1 + tail.length];
        payload[zeros] = 1;
        System.arraycopy(tail, 0, payload, zeros + 1, tail.length);

        String text = Base58Check.encode(payload);

        assertThat(text).startsWith("1".repeat(zeros)).doesNotStartWith("1".repeat(zeros + 1));
        assertThat(Base58Check.decode(text, payload.length))
                .hasValueSatisfying(read -> assertThat(read).containsExactly(payload));
        assertThat(Base58Check.decode("1" + text, payload.length)).isEmpty();
        assertThat(Base58Check.decode("1" + text, payload.length + 1)).isEmpty();
    }

    @Property
    void anotherLengthIsRefused(
            @ForAll @Size(min = 1, max = 40) byte[] payload, @ForAll @IntRange(max = 45) int length) {
        assertThat(Base58Check.decode(Base58Check.encode(payload), length).isPresent())
                .isEqualTo(length == payload.length);
    }

    @Test
    void nothingHasACheckToo() {
        assertThat(Base58Check.encode(new byte[0])).isEqualTo("3QJmnh");
        assertThat(Base58Check.decode("3QJmnh", 0))
                .hasValueSatisfying(read -> assertThat(read).isEmpty());
        assertThat(Base58Check.decode("", 0)).isEmpty();
        assertThat(Base58Check.decode("", 21)).isEmpty();
    }

    @Test
    void anEndlessTextIsRefused() {
        assertThat(Base58Check.decode("1".repeat(1_000_000), 21)).isEmpty();
        assertThat(Base58Check.decode("z".repeat(50), 21)).isEmpty();
    }
}
