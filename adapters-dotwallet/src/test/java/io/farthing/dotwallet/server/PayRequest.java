package io.farthing.dotwallet.server;

import io.farthing.application.fake.Samples;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The body of {@code pay_small_money}: a good one, and what tests make of it. */
final class PayRequest {
    static final String PATH = "/openapi/pay_small_money";
    static final String ONE = Samples.address("one").text();
    static final String TWO = Samples.address("two").text();

    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode fields;

    private PayRequest(ObjectNode fields) {
        this.fields = fields;
    }

    /** 700 satoshi from alice to the shop, split over two recipients. */
    static PayRequest good(String number) {
        ObjectNode fields = MAPPER.createObjectNode()
                .put("app_id", TestServer.SHOP)
                .put("secret", Samples.secret(TestServer.SHOP).value())
                .put("merchant_order_sn", number)
                .put("pre_amount", 700)
                .put("user_open_id", "open-alice")
                .put("item_name", "bananas")
                .put("opreturn", "hello");
        return new PayRequest(fields).recipients("[" + recipient(ONE, "400") + "," + recipient(TWO, "300") + "]");
    }

    static String recipient(String address, String amount) {
        return "{\"address\":\"" + address + "\",\"amount\":" + amount + "}";
    }

    PayRequest with(Consumer<ObjectNode> change) {
        ObjectNode changed = fields.deepCopy();
        change.accept(changed);
        return new PayRequest(changed);
    }

    PayRequest with(String field, String json) {
        return with(changed -> changed.set(field, MAPPER.readTree(json)));
    }

    PayRequest without(String field) {
        return with(changed -> changed.remove(field));
    }

    PayRequest recipients(String json) {
        return with("receive_address", json);
    }

    PayRequest of(String user) {
        return with(changed -> changed.put("user_open_id", "open-" + user));
    }

    String json() {
        return fields.toString();
    }

    /** The same as a form: numbers are digits, and the array is JSON in a text. */
    String form() {
        return fields.properties().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(JsonNode value) {
        return URLEncoder.encode(value.isString() ? value.stringValue() : value.toString(), StandardCharsets.UTF_8);
    }
}
