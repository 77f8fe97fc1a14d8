package io.farthing.dotwallet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormReaderTest {
    @Property
    void whatWasEncodedIsRead(@ForAll("texts") String text) {
        String form = "code=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&x=1";

        assertThat(FormReader.read(form)
                        .text(Field.CODE, ErrorCode.CODE_MISSING)
                        .orElse(""))
                .isEqualTo(text.strip());
    }

    @Test
    void emptyPairsAndFieldsWithoutAValueAreMissing() {
        Fields fields = FormReader.read("&&code&secret=&=x&");

        assertThat(fields.value(Field.CODE)).isEmpty();
        assertThat(fields.value(Field.SECRET)).isEmpty();
    }

    @Test
    void onlyTheFirstEqualsSignDivides() {
        assertThat(FormReader.read("code=a=b").require(Field.CODE, ErrorCode.CODE_MISSING))
                .isEqualTo("a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&", "a=b&", "&"})
    void formOfNothingButPairsTakesLittleMemory(String pair) {
        byte[] form = pair.repeat(262_144 / pair.length()).getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        try {
            FormReader.read(form);
        } catch (Refusal expected) {
            assertThat(expected.code()).isEqualTo(ErrorCode.NOT_CREATED);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4L * form.length);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().filter(StandardCharsets.UTF_8.newEncoder()::canEncode);
    }
}
