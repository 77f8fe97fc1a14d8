package io.farthing.web.operator;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object in the body of a request, read strictly: well-formed UTF-8, one object and nothing after it, no unknown
 * field, no field twice, no value of another type than asked for. Every refusal names the field.
 */
final class JsonBody {
    private static final String TEXT = "must be a text in quotes.";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, JsonNode> fields;

    private JsonBody(Map<String, JsonNode> fields) {
        this.fields = fields;
    }

    /** Reads the body; throws {@link Refusal} when it is no JSON object of fields among {@code known}. */
    static JsonBody read(Context ctx, String... known) {
        String type = ctx.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw new Refusal(415, "Content-Type", "Send the body as application/json.");
        }
        try (JsonParser parser = MAPPER.createParser(utf8(ctx.bodyAsBytes()))) {
            return new JsonBody(fields(parser, Set.of(known)));
        } catch (StreamConstraintsException e) {
            // It does not know where it was.
            throw Refusal.wrong("", "The body has a number of too many digits, or lists too deep in each other.");
        } catch (JacksonException e) {
            throw Refusal.wrong(
                    "", "The body is not well-formed JSON: see line " + line(e) + ", column " + column(e) + ".");
        }
    }

    // Left to itself, the parser would take UTF-16, too, and letters of UTF-8 in longer forms than theirs.
    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.wrong("", "The body is not well-formed UTF-8; encode all text as UTF-8.");
        }
    }

    /** A text that has to be there. */
    String text(String field) {
        return textOf(field, required(field, TEXT));
    }

    /** A text that may be absent or null. */
    Optional<String> optionalText(String field) {
        JsonNode value = fields.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(textOf(field, value));
    }

    /** A whole number that has to be there. */
    long wholeNumber(String field) {
        String expected = "must be a whole number, without quotes, point or exponent.";
        JsonNode value = required(field, expected);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Refusal.wrong(field, field + " " + expected);
        }
        return value.longValue();
    }

    /** A list of texts that has to be there; at most {@code max} are read. */
    List<String> texts(String field, int max) {
        String expected = "must be a list of at most " + max + " texts.";
        JsonNode value = required(field, expected);
        if (!value.isArray() || value.size() > max) {
            throw Refusal.wrong(field, field + " " + expected);
        }
        List<String> texts = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            texts.add(textOf(field + "[" + i + "]", value.get(i)));
        }
        return texts;
    }

    private JsonNode required(String field, String expected) {
        JsonNode value = fields.get(field);
        if (value == null || value.isNull()) {
            throw Refusal.wrong(field, field + " is missing; it " + expected);
        }
        return value;
    }

    private static String textOf(String field, JsonNode value) {
        if (!value.isString()) {
            throw Refusal.wrong(field, field + " " + TEXT);
        }
        return value.stringValue();
    }

    private static Map<String, JsonNode> fields(JsonParser parser, Set<String> known) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.wrong("", "The body must be a JSON object.");
        }
        Map<String, JsonNode> read = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (!known.contains(name)) {
                throw Refusal.wrong(
                        shown(name),
                        "There is no such field here; these are known: "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
            parser.nextToken();
            JsonNode value = parser.readValueAsTree();
            if (read.put(name, value) != null) {
                throw Refusal.wrong(name, name + " occurs twice.");
            }
        }
        if (parser.nextToken() != null) {
            throw Refusal.wrong("", "There is something after the end of the JSON object.");
        }
        return read;
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private static int column(JacksonException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
    }
}
