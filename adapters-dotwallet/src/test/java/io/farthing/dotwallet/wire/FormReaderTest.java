package io.farthing.dotwallet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

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

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().filter(StandardCharsets.UTF_8.newEncoder()::canEncode);
    }
}
