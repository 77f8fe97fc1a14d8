package io.farthing.dotwallet.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads forms and queries, {@code name=value&name=value} with percent signs, strictly. Thread-safe: no state. */
public final class FormReader {
    private FormReader() {}

    /**
     * The fields of a form or a query.
     *
     * @throws Refusal with {@link ErrorCode#NOT_CREATED} when it is no UTF-8, a percent sign is not followed by two hex
     *     digits, a field occurs twice, or there are more than {@value Fields#MAX_COUNT} fields
     */
    public static Fields read(byte[] form) {
        return read(Utf8.decode(form, "the form"));
    }

    /** The same of a text. */
    public static Fields read(String form) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        // One after the other: a form that consists of nothing but pairs takes a hundred times its memory in pieces,
        // and is refused for the first few of them.
        for (int start = 0; start <= form.length(); ) {
            int next = form.indexOf('&', start);
            int end = next < 0 ? form.length() : next;
            if (end > start) {
                add(values, form.substring(start, end));
            }
            start = end + 1;
        }
        return Fields.ofTexts(values);
    }

    private static void add(Map<String, JsonNode> values, String pair) {
        int end = pair.indexOf('=');
        String name = decode(end < 0 ? pair : pair.substring(0, end));
        String value = end < 0 ? "" : decode(pair.substring(end + 1));
        Fields.add(values, name, StringNode.valueOf(value));
    }

    /** The text behind the percent signs; a plus sign is a blank. Throws as {@link #read(byte[])} does. */
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded.replace('+', ' ');
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.write(hexPair(bytes, i + 1));
                i += 2;
            } else {
                decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return Utf8.decode(decoded.toByteArray(), "the text behind the percent signs");
    }

    private static int hexPair(byte[] bytes, int start) {
        if (start + 1 >= bytes.length
                || !HexFormat.isHexDigit(bytes[start])
                || !HexFormat.isHexDigit(bytes[start + 1])) {
            throw new Refusal(
                    ErrorCode.NOT_CREATED,
                    "a percent sign is not followed by two hex digits; write a percent sign itself as %25");
        }
        return HexFormat.fromHexDigit(bytes[start]) << 4 | HexFormat.fromHexDigit(bytes[start + 1]);
    }
}
