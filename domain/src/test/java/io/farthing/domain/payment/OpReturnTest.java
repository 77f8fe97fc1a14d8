package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpReturnTest {

    @Provide
    Arbitrary<String> texts() {
        return DomainArbitraries.labels(400);
    }

    @Provide
    Arbitrary<byte[]> scripts() {
        return Combinators.combine(
                        Arbitraries.of("6a", "006a").map(HexFormat.of()::parseHex),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(300))
                .as((start, data) -> {
                    byte[] script = Arrays.copyOf(start, start.length + data.length);
                    System.arraycopy(data, 0, script, start.length, data.length);
                    return script;
                });
    }

    @Property
    void theHexOfAScriptIsKeptAsItIs(@ForAll("scripts") byte[] script) {
        String hex = HexFormat.of().formatHex(script);

        assertThat(OpReturn.parse(hex).script()).containsExactly(script);
        assertThat(OpReturn.parse(hex.toUpperCase(Locale.ROOT))).isEqualTo(OpReturn.ofScript(script));
        assertThat(OpReturn.parse(hex).hex()).isEqualTo(hex);
        assertThat(OpReturn.ofScript(script)).hasSameHashCodeAs(OpReturn.parse(hex));
    }

    @Property
    void anyOtherTextIsPushedAndCanBeReadBack(@ForAll("texts") String text) {
        // No text of the generator is the hex of a script: it would have to be one of 16 letters throughout.
        byte[] data = ("«" + text).getBytes(StandardCharsets.UTF_8);

        assertThat(pushed(OpReturn.parse("«" + text).script())).containsExactly(data);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 006a01",
        "75, 006a4b",
        "76, 006a4c4c",
        "255, 006a4cff",
        "256, 006a4d0001",
        "65535, 006a4dffff",
        "65536, 006a4e00000100",
    })
    void aTextIsPushedWithTheShortestOpcodeForItsLength(int length, String head) {
        String text = "x".repeat(length);

        assertThat(OpReturn.parse(text).hex()).isEqualTo(head + "78".repeat(length));
    }

    @Test
    void aLengthCountsBytesAndNotLetters() {
        assertThat(OpReturn.parse("商店").hex()).isEqualTo("006a06e59586e5ba97");
        assertThat(OpReturn.parse("𠀀").hex()).isEqualTo("006a04f0a08080");
        assertThat(OpReturn.parse("é".repeat(38)).hex()).startsWith("006a4c4cc3a9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"6a0", "006a0", "6a0g", "6ä", "6a 01", "006", "6", "00", "0068", "76a9", "0x6a", " 6a", "６ａ"})
    void whatIsNotTheHexOfAScriptIsText(String text) {
        assertThat(pushed(OpReturn.parse(text).script()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    @Test
    void theShortestScriptsAreKept() {
        assertThat(OpReturn.parse("6a").hex()).isEqualTo("6a");
        assertThat(OpReturn.parse("006A").hex()).isEqualTo("006a");
    }

    @Test
    void nothingIsNothing() {
        assertThat(OpReturn.parse("")).isSameAs(OpReturn.NONE);
        assertThat(OpReturn.ofScript(new byte[0])).isEqualTo(OpReturn.NONE);
        assertThat(OpReturn.NONE.isNone()).isTrue();
        assertThat(OpReturn.NONE.hex()).isEmpty();
        assertThat(OpReturn.parse("x").isNone()).isFalse();
        assertThat(OpReturn.parse("x")).isNotEqualTo(OpReturn.NONE);
    }

    @Test
    void aScriptIsAtMost100000BytesLong() {
        String longest = "6a" + "00".repeat(OpReturn.MAX_BYTES - 1);

        assertThat(OpReturn.parse(longest).script()).hasSize(100_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpReturn.parse(longest + "00"))
                .withMessage("opreturn is a script of 100001 bytes, at most 100000 are allowed");
        byte[] tooLong = new byte[OpReturn.MAX_BYTES + 1];
        tooLong[0] = 0x6a;
        assertThatIllegalArgumentException().isThrownBy(() -> OpReturn.ofScript(tooLong));
    }

    @Test
    void aTextIsAtMost100000BytesLongWhateverItsScriptNeedsBesides() {
        assertThat(pushed(OpReturn.parse("x".repeat(99_994)).script())).hasSize(99_994);
        assertThat(pushed(OpReturn.parse("x".repeat(100_000)).script())).hasSize(100_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpReturn.parse("x".repeat(100_001)))
                .withMessage("opreturn is a text of 100001 bytes in UTF-8, at most 100000 are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpReturn.parse("商".repeat(33_334)))
                .withMessageContaining("100002");
    }

    @Test
    void theScriptOfTheLongestTextIsReadBackAndCanBeHandedOn() {
        OpReturn longest = OpReturn.parse("x".repeat(100_000));

        assertThat(longest.script()).hasSize(100_007);
        assertThat(OpReturn.ofScript(longest.script())).isEqualTo(longest);
        assertThat(OpReturn.parse(longest.hex())).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "006a4ea1860100", // one byte more than a text may have
                "006a4e9f860100", // something behind the text
                "006a4da0860100",
                "6a004ea0860100",
                "006a6a6a6a6a6a"
            })
    void noOtherScriptIsSoLong(String head) {
        byte[] script = new byte[100_007 + (head.contains("a18601") ? 1 : 0)];
        System.arraycopy(HexFormat.of().parseHex(head), 0, script, 0, head.length() / 2);

        assertThatIllegalArgumentException().isThrownBy(() -> OpReturn.ofScript(script));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpReturn.parse(HexFormat.of().formatHex(script)))
                .withMessageContaining("script of " + script.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0068", "6b", "51", "00006a"})
    void bytesThatAreNoScriptOfThisKindAreRefused(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpReturn.ofScript(HexFormat.of().parseHex(hex)));
    }

    @Test
    void halfACharacterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OpReturn.parse("a\ud800b"));
        assertThatIllegalArgumentException().isThrownBy(() -> OpReturn.parse("\udc00"));
        assertThatIllegalArgumentException().isThrownBy(() -> OpReturn.parse("\udc00\ud800"));
    }

    @Test
    void aScriptDoesNotChangeWhenTheBytesAroundItDo() {
        byte[] given = {0x6a, 1};
        OpReturn opReturn = OpReturn.ofScript(given);
        given[1] = 2;
        opReturn.script()[1] = 3;

        assertThat(opReturn.hex()).isEqualTo("6a01");
    }

    @Test
    void theDataStaysOutOfLogs() {
        assertThat(OpReturn.parse("private")).hasToString("OpReturn[10 bytes]");
        assertThat(OpReturn.NONE).hasToString("OpReturn[none]");
    }

    // What an interpreter of scripts finds behind OP_FALSE OP_RETURN, which must be one push and nothing else.
    private static byte[] pushed(byte[] script) {
        assertThat(script).startsWith(0x00, 0x6a);
        int opcode = script[2] & 0xff;
        int lengthBytes = opcode < 0x4c ? 0 : 1 << (opcode - 0x4c);
        int length = lengthBytes == 0 ? opcode : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length |= (script[3 + i] & 0xff) << (8 * i);
        }
        int start = 3 + lengthBytes;
        assertThat(script).hasSize(start + length);
        return Arrays.copyOfRange(script, start, script.length);
    }
}
