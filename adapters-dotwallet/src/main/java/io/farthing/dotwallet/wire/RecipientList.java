package io.farthing.dotwallet.wire;

import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Recipients as they travel: {@code receive_address}, an array of addresses and amounts. Thread-safe: no state. */
public final class RecipientList {
    private RecipientList() {}

    /** Adds the recipients to a message, in their order. */
    public static void add(ObjectNode message, Recipients recipients) {
        ArrayNode list = message.putArray(Field.RECEIVE_ADDRESS.key());
        for (Recipient recipient : recipients.list()) {
            list.addObject()
                    .put(Field.ADDRESS.key(), recipient.address().text())
                    .put(Field.AMOUNT.key(), recipient.amount().value());
        }
    }
}
