package io.farthing.dotwallet.wire;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a client sent: a JSON object, a form or a query, each field once.
 *
 * <p>A field that is null or blank counts as missing, and so does one whose value is of another kind than the protocol
 * wants; the message then says which kind that is. Texts come without the blanks around them. Thread-safe: nothing
 * changes once it is read.
 */
public final class Fields {
    /** The most fields that one request may have. */
    public static final int MAX_COUNT = 100;

    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,17}|0");

    private final Map<String, JsonNode> values;
    private final boolean areTexts;

    private Fields(Map<String, JsonNode> values, boolean areTexts) {
        this.values = values;
        this.areTexts = areTexts;
    }

    static Fields ofJson(Map<String, JsonNode> values) {
        return new Fields(values, false);
    }

    /** Fields of a form: they are texts, all of them, so digits in them are numbers. */
    static Fields ofTexts(Map<String, JsonNode> values) {
        return new Fields(values, true);
    }

    /** Adds a field to those that were read so far; refuses the second one of a name, and one too many. */
    static void add(Map<String, JsonNode> values, String name, JsonNode value) {
        if (values.put(name, value) != null) {
            throw new Refusal(
                    ErrorCode.NOT_CREATED, "the field " + Excerpt.of(name) + " occurs twice; send every field once");
        }
        if (values.size() > MAX_COUNT) {
            throw new Refusal(ErrorCode.NOT_CREATED, "there are more than " + MAX_COUNT + " fields; send fewer");
        }
    }

    /** The value of a field as it was sent; nothing when it is missing. */
    public Optional<JsonNode> value(Field field) {
        JsonNode value = values.get(field.key());
        return value == null
                        || value.isNull()
                        || (value.isString() && value.stringValue().isBlank())
                ? Optional.empty()
                : Optional.of(value);
    }

    /**
     * Whether parts of a field were sent as fields of their own, such as {@code receive_address[0][amount]}: many
     * libraries write nested values into a form like that, and nobody may take the field itself for missing then.
     */
    public boolean isInParts(Field field) {
        String beginning = field.key() + "[";
        return values.keySet().stream().anyMatch(name -> name.startsWith(beginning));
    }

    /**
     * The text of a field, without blanks around it; nothing when it is missing.
     *
     * @throws Refusal with {@code wrongKind} when it is not a text
     */
    public Optional<String> text(Field field, ErrorCode wrongKind) {
        Optional<JsonNode> value = value(field);
        if (value.isPresent() && !value.get().isString()) {
            throw new Refusal(wrongKind, field + " must be a string");
        }
        return value.map(node -> node.stringValue().strip());
    }

    /** The text of a field that has to be there; throws a {@link Refusal} with {@code missing} when it is not. */
    public String require(Field field, ErrorCode missing) {
        return text(field, missing).orElseThrow(() -> missing(field, missing));
    }

    /** The same for a field that some clients send as a number: the number's digits are the text. */
    public String requireTextOrInteger(Field field, ErrorCode missing) {
        JsonNode value = value(field).orElseThrow(() -> missing(field, missing));
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        }
        if (!value.isString()) {
            throw new Refusal(missing, field + " must be a string or an integer");
        }
        return value.stringValue().strip();
    }

    /**
     * The integer in a value: a JSON number without point and exponent or, in a form only, digits.
     *
     * @return nothing when it is no integer, or one beyond the range of a long
     */
    public OptionalLong integer(JsonNode value) {
        if (areTexts && value.isString()) {
            String text = value.stringValue().strip();
            return DIGITS.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
        return integerOf(value);
    }

    /** The integer in a JSON value: a number without point and exponent that a long can hold. */
    public static OptionalLong integerOf(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    private static Refusal missing(Field field, ErrorCode code) {
        return new Refusal(code, field + " is missing; send it as a string that is not blank");
    }
}
