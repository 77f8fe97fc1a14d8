package io.farthing.bench.load;

import io.farthing.bench.server.Population;
import io.farthing.domain.address.Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The requests of a plan, one per user, rendered once: all that changes from one to the next is the order number, which
 * is written over its place. Used by one thread.
 */
final class Requests {

    private static final int DIGITS = 16;
    private static final String PLACE = "#".repeat(DIGITS);

    private final List<ByteBuffer> byUser;
    private final int place;
    private long nextOrder;
    private int nextUser;

    Requests(LoadPlan plan) {
        List<String> texts = IntStream.range(0, plan.users())
                .mapToObj(user -> request(plan, user))
                .toList();
        // All names and amounts are of one length, and so the place is the same in every request. Addresses are not,
        // but they come later.
        byUser = texts.stream().map(Requests::direct).toList();
        place = texts.get(0).indexOf(PLACE);
        nextOrder = plan.firstOrder();
    }

    /** The next request, ready to be sent. It is good until this is called again for the same user. */
    ByteBuffer next() {
        ByteBuffer request = byUser.get(nextUser);
        nextUser = (nextUser + 1) % byUser.size();
        long rest = nextOrder++;
        for (int i = place + DIGITS - 1; i >= place; i--) {
            request.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return request.rewind();
    }

    private static ByteBuffer direct(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    private static String request(LoadPlan plan, int user) {
        String body = body(plan, user);
        String path = "/openapi/pay_small_money";
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + plan.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + padded(body.length()) + "\r\n\r\n" + body;
    }

    private static String body(LoadPlan plan, int user) {
        return ("{\"app_id\":\"" + Population.APP.value() + "\",\"secret\":\"" + Population.SECRET.value()
                + "\",\"user_open_id\":\""
                + Population.openId(user).value() + "\",\"merchant_order_sn\":\"" + PLACE + "\",\"pre_amount\":"
                + (3 + plan.difference()) + ",\"item_name\":\"An article\",\"receive_address\":["
                + recipient(user, 1, 2) + "," + recipient(user, 2, 1) + "]}");
    }

    private static String recipient(int user, int which, int amount) {
        Address address = Population.recipient(user, which);
        return "{\"address\":\"" + address.text() + "\",\"amount\":" + amount + "}";
    }

    private static String padded(int length) {
        return String.format(Locale.ROOT, "%04d", length);
    }
}
