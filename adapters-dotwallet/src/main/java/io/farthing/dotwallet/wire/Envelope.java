package io.farthing.dotwallet.wire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of every answer: {@code {"code", "msg", "data"}}. Zero is success; with any other code, {@code data} is an
 * empty array.
 *
 * @param code zero, or what is wrong
 * @param msg empty, or what is wrong in a sentence
 * @param data what was asked for, or an empty array
 */
public record Envelope(int code, String msg, JsonNode data) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A successful answer. */
    public static Envelope success(ObjectNode data) {
        return new Envelope(0, "", data);
    }

    /** An answer that says what is wrong. */
    public static Envelope failure(int code, String msg) {
        return new Envelope(code, msg, JsonNodeFactory.instance.arrayNode());
    }

    /** An empty object, to be filled with what was asked for. */
    public static ObjectNode newData() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The answer as JSON in UTF-8. */
    public byte[] toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", code).put("msg", msg).set("data", data);
        return MAPPER.writeValueAsBytes(json);
    }
}
