package io.farthing.dotwallet.server;

import io.farthing.domain.address.Address;
import io.farthing.domain.address.Network;
import io.farthing.domain.app.App;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Recipient;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Excerpt;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.JsonReader;
import io.farthing.dotwallet.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The field {@code receive_address}: an array of recipients, or a text that holds one.
 *
 * <p>Each check is a method of its own, because checks of other fields come between them in the order of the codes.
 * An amount among the recipients is a JSON number, in a form too: the text there holds JSON.
 *
 * @param value what was sent; an empty array when nothing was, and any other value when it is no array
 */
record ReceiveAddress(JsonNode value) {
    static ReceiveAddress of(Fields fields) {
        // Taken for missing, it would send everything to the app's own address.
        if (fields.isInParts(Field.RECEIVE_ADDRESS)) {
            return new ReceiveAddress(JsonNodeFactory.instance.missingNode());
        }
        JsonNode sent = fields.value(Field.RECEIVE_ADDRESS).orElseGet(JsonNodeFactory.instance::arrayNode);
        return new ReceiveAddress(
                sent.isString() ? JsonReader.parse(sent.stringValue()).orElse(sent) : sent);
    }

    /** Refuses amounts that are no positive integers, or beyond all the money there is. */
    void requireAmounts() {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            if (value.get(i).isObject() && amount(value.get(i)).isEmpty()) {
                throw new Refusal(
                        ErrorCode.AMOUNT_BAD,
                        place(i) + ".amount must be a positive integer, in satoshi, of at most 21e14");
            }
        }
    }

    /** Refuses a recipient without an address, and no recipients when the app has no address of its own. */
    void requireAddresses(App app) {
        if (value.isArray() && value.isEmpty() && app.profile().receiveAddress().isEmpty()) {
            throw new Refusal(
                    ErrorCode.ADDRESS_MISSING,
                    "receive_address is missing and this app has no receiving address; send recipients");
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            JsonNode address = value.get(i).get(Field.ADDRESS.key());
            if (value.get(i).isObject() && isMissing(address)) {
                throw new Refusal(
                        ErrorCode.ADDRESS_MISSING,
                        place(i) + ".address is missing; send an address for every recipient");
            }
        }
    }

    /** The recipients in their order; refuses what is no such array, and addresses that are none. */
    List<Recipient> recipients(boolean isTestNetAllowed) {
        if (!value.isArray()) {
            throw new Refusal(
                    ErrorCode.ADDRESS_BAD,
                    "receive_address must be an array such as [{\"address\": \"1…\", \"amount\": 700}]; a form has it as one"
                            + " JSON text, not as fields such as receive_address[0][address]; or send the body as JSON");
        }
        List<Recipient> recipients = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            JsonNode recipient = value.get(i);
            if (!recipient.isObject()) {
                throw new Refusal(ErrorCode.ADDRESS_BAD, place(i) + " must be an object with address and amount");
            }
            Address address = address(recipient.get(Field.ADDRESS.key()), place(i), isTestNetAllowed);
            recipients.add(new Recipient(address, amount(recipient).orElseThrow()));
        }
        return recipients;
    }

    private static Address address(JsonNode value, String place, boolean isTestNetAllowed) {
        String text = value.isString() ? value.stringValue().strip() : value.toString();
        Address address = Optional.of(text)
                .filter(any -> value.isString())
                .flatMap(Address::parse)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.ADDRESS_BAD,
                        place + ".address " + Excerpt.of(text) + " is not an address: its Base58Check does not hold"));
        if (address.network() == Network.TEST && !isTestNetAllowed) {
            throw new Refusal(
                    ErrorCode.ADDRESS_BAD,
                    place + ".address " + Excerpt.of(text) + " is of the test net, which this server does not accept");
        }
        return address;
    }

    private static Optional<Satoshis> amount(JsonNode recipient) {
        JsonNode amount = recipient.get(Field.AMOUNT.key());
        OptionalLong integer = amount == null ? OptionalLong.empty() : Fields.integerOf(amount);
        return integer.isEmpty()
                ? Optional.empty()
                : Satoshis.ifInRange(integer.getAsLong()).filter(Satoshis::isPositive);
    }

    private static boolean isMissing(JsonNode address) {
        return address == null
                || address.isNull()
                || (address.isString() && address.stringValue().isBlank());
    }

    private static String place(int index) {
        return "receive_address[" + index + "]";
    }
}
