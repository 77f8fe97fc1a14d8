package io.farthing.bootstrap.demo;

import io.farthing.bootstrap.demo.Visitor.Customer;
import io.farthing.domain.address.Address;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the shop does with the wallet on behalf of a visitor. Thread-safe. */
final class Cashier {

    /** The author's part of the price. */
    static final long AUTHOR_SATOSHIS = 60_000;
    /** The illustrator's part of the price. */
    static final long ILLUSTRATOR_SATOSHIS = 40_000;
    /** What the article costs. */
    static final long PRICE_SATOSHIS = AUTHOR_SATOSHIS + ILLUSTRATOR_SATOSHIS;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WalletClient wallet;
    private final Address author;
    private final Address illustrator;

    Cashier(WalletClient wallet, Address author, Address illustrator) {
        this.wallet = wallet;
        this.author = author;
        this.illustrator = illustrator;
    }

    /** The browser came back from the wallet with a code: finds out who it is. */
    void logIn(Visitor visitor, String code) {
        JsonNode tokens = wallet.accessToken(code, visitor::note);
        if (isRefused(tokens, visitor)) {
            return;
        }
        recognise(visitor, tokens.path("data").path("access_token").asString(""));
        visitor.customer().ifPresent(who -> visitor.tell(true, "The wallet says that you are " + who.name() + "."));
    }

    /** The browser came back from the wallet's consent pages: finds out what was decided there. */
    void afterActivation(Visitor visitor) {
        visitor.customer().ifPresent(before -> recognise(visitor, before.accessToken()));
        if (visitor.customer().filter(Customer::hasAuthorized).isPresent()) {
            visitor.tell(true, "The shop may draw small payments now, within your limits.");
        }
    }

    /** Draws the price of the article, split between the author and the illustrator. */
    void sell(Visitor visitor, String orderNumber) {
        Optional<Customer> customer = visitor.customer();
        if (customer.isEmpty()) {
            visitor.tell(false, "Log in with the wallet first.");
            return;
        }
        JsonNode answer = wallet.pay(order(customer.get(), orderNumber), visitor::note);
        if (!isRefused(answer, visitor)) {
            visitor.buys();
            visitor.tell(true, "Paid: two recipients, one payment, nothing to click in the wallet.");
        }
    }

    private ObjectNode order(Customer customer, String orderNumber) {
        ObjectNode order = JSON.createObjectNode()
                .put("user_open_id", customer.openId())
                .put("merchant_order_sn", orderNumber)
                .put("pre_amount", PRICE_SATOSHIS)
                .put("item_name", "The smallest coin, with a picture");
        order.putArray("receive_address")
                .add(recipient(author, AUTHOR_SATOSHIS))
                .add(recipient(illustrator, ILLUSTRATOR_SATOSHIS));
        return order;
    }

    private static ObjectNode recipient(Address address, long satoshis) {
        return JSON.createObjectNode().put("address", address.text()).put("amount", satoshis);
    }

    private void recognise(Visitor visitor, String accessToken) {
        JsonNode info = wallet.userInfo(accessToken, visitor::note);
        if (!isRefused(info, visitor)) {
            JsonNode user = info.path("data");
            visitor.is(new Customer(
                    accessToken,
                    user.path("user_open_id").asString(""),
                    user.path("user_name").asString(""),
                    user.path("pay_status").asInt(0) == 1));
        }
    }

    private static boolean isRefused(JsonNode answer, Visitor visitor) {
        int code = answer.path("code").asInt(-1);
        if (code != 0) {
            visitor.tell(
                    false,
                    "The wallet answered " + code + ": " + answer.path("msg").asString(""));
        }
        return code != 0;
    }
}
