package io.farthing.dotwallet.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads JSON strictly: well-formed UTF-8, one object and nothing behind it, no field twice, nothing too deep or too
 * long. Messages say where the trouble is, but quote none of the values. Thread-safe.
 */
public final class JsonReader {
    /** How deep arrays and objects may be nested. */
    public static final int MAX_DEPTH = 16;
    /** How many digits a number may have; far more than an amount needs, so that its own code can say so. */
    public static final int MAX_NUMBER_LENGTH = 1000;
    /** How long a text may be: the hex digits of the longest OP_RETURN, and some more. */
    public static final int MAX_STRING_LENGTH = 256 * 1024;
    /** How long a name may be. */
    public static final int MAX_NAME_LENGTH = 256;
    /**
     * How many names, values, beginnings and ends there may be: several times those of the largest order. Each takes up to a
     * hundred times the memory that it takes in the body.
     */
    public static final int MAX_TOKENS = 10_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonReader() {}

    /**
     * The fields of a JSON object.
     *
     * @throws Refusal with {@link ErrorCode#NOT_CREATED} when it cannot be read; the message says where and why
     */
    public static Fields read(byte[] body) {
        JsonParser parser = MAPPER.createParser(Utf8.decode(body, "the body"));
        try {
            return read(parser);
        } catch (JacksonException e) {
            String place = parser.streamReadContext().pathAsPointer().toString();
            throw new Refusal(
                    ErrorCode.NOT_CREATED,
                    "the body cannot be read at " + (place.isEmpty() ? "its top level" : Excerpt.of(place)) + ": "
                            + problem(e));
        }
    }

    private static Fields read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(ErrorCode.NOT_CREATED, "the body is not a JSON object; send {\"app_id\": …}");
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            Fields.add(values, name, value(parser));
        }
        if (parser.nextToken() != null) {
            throw new Refusal(ErrorCode.NOT_CREATED, "the body has something behind its JSON object; send one only");
        }
        return Fields.ofJson(values);
    }

    // Most values are texts, which need none of the machinery that reads trees.
    private static JsonNode value(JsonParser parser) {
        return parser.nextToken() == JsonToken.VALUE_STRING
                ? JsonNodeFactory.instance.stringNode(parser.getString())
                : parser.readValueAsTree();
    }

    /** The value that a text holds as JSON; nothing when it is not well-formed, or as {@link #read} refuses it. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    // Jackson's own messages quote the input, which may hold a secret.
    private static String problem(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is nested deeper than " + MAX_DEPTH
                    + " levels, a number, a text or a name is too long, or there are too many of them";
        }
        return e instanceof DatabindException
                ? "a field occurs twice; send every field once"
                : "it is not well-formed JSON";
    }
}
