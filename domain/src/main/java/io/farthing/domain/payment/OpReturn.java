package io.farthing.domain.payment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Data that a payment carries: a script that begins with OP_RETURN or with OP_FALSE OP_RETURN, or nothing at all.
 *
 * <p>Immutable; equal when the scripts are.
 */
public final class OpReturn {

    /** The longest script and the longest text, in bytes. The script of a text may have up to 7 more than the text. */
    public static final int MAX_BYTES = 100_000;

    /** No data. */
    public static final OpReturn NONE = new OpReturn(new byte[0]);

    private static final byte OP_FALSE = 0x00;
    private static final byte OP_RETURN = 0x6a;
    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int OP_PUSHDATA2 = 0x4d;
    private static final int OP_PUSHDATA4 = 0x4e;
    // What stands before a long text: the two opcodes above, OP_PUSHDATA4 and four bytes of length.
    private static final int LONGEST_HEAD_BYTES = 7;

    private final byte[] script;

    private OpReturn(byte[] script) {
        this.script = script;
    }

    /** The script itself; throws {@link IllegalArgumentException} when it is none or too long. */
    public static OpReturn ofScript(byte[] script) {
        if (script.length == 0) {
            return NONE;
        }
        if (!isScript(script)) {
            throw new IllegalArgumentException("opreturn must begin with 6a or 006a");
        }
        return limited(script.clone());
    }

    /**
     * Reads what a client sent: the hex digits of a script that begins with {@code 6a} or {@code 006a} are that script,
     * an empty text is no data, and any other text becomes the data of a script, in UTF-8.
     *
     * @throws IllegalArgumentException when the script or the text is longer than {@link #MAX_BYTES}, or the text has no
     *     UTF-8 form
     */
    public static OpReturn parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        if ((startsWithIgnoringCase(text, "6a") || startsWithIgnoringCase(text, "006a")) && isHex(text)) {
            return limited(HexFormat.of().parseHex(text));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("opreturn is not well-formed text");
        }
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        if (data.length > MAX_BYTES) {
            throw tooLong("a text of " + data.length + " bytes in UTF-8");
        }
        return new OpReturn(push(data));
    }

    /** Whether there is no data. */
    public boolean isNone() {
        return script.length == 0;
    }

    /** The bytes of the script, empty when there is no data: a copy. */
    public byte[] script() {
        return script.clone();
    }

    /** The bytes of the script as lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(script);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OpReturn that && Arrays.equals(script, that.script);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(script);
    }

    @Override
    public String toString() {
        return isNone() ? "OpReturn[none]" : "OpReturn[" + script.length + " bytes]";
    }

    private static OpReturn limited(byte[] script) {
        if (script.length > MAX_BYTES && !isOfLongestText(script)) {
            throw tooLong("a script of " + script.length + " bytes");
        }
        return new OpReturn(script);
    }

    // A database gives back the script of a text that was accepted, and a wallet that is to pay gets it in hex.
    private static boolean isOfLongestText(byte[] script) {
        return script.length <= MAX_BYTES + LONGEST_HEAD_BYTES
                && Arrays.equals(script, push(Arrays.copyOfRange(script, LONGEST_HEAD_BYTES, script.length)));
    }

    private static IllegalArgumentException tooLong(String what) {
        return new IllegalArgumentException("opreturn is " + what + ", at most " + MAX_BYTES + " are allowed");
    }

    private static boolean isScript(byte[] bytes) {
        return bytes[0] == OP_RETURN || (bytes.length > 1 && bytes[0] == OP_FALSE && bytes[1] == OP_RETURN);
    }

    private static boolean startsWithIgnoringCase(String text, String start) {
        return text.regionMatches(true, 0, start, 0, start.length());
    }

    private static boolean isHex(String text) {
        return text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    }

    private static byte[] push(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + LONGEST_HEAD_BYTES);
        out.write(OP_FALSE);
        out.write(OP_RETURN);
        if (data.length < OP_PUSHDATA1) {
            out.write(data.length);
        } else if (data.length <= 0xff) {
            out.write(OP_PUSHDATA1);
            out.write(data.length);
        } else {
            boolean isShort = data.length <= 0xffff;
            out.write(isShort ? OP_PUSHDATA2 : OP_PUSHDATA4);
            for (int i = 0; i < (isShort ? 2 : 4); i++) {
                out.write(data.length >>> (8 * i));
            }
        }
        out.writeBytes(data);
        return out.toByteArray();
    }
}
