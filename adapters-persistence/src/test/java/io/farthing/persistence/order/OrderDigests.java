package io.farthing.persistence.order;

import io.farthing.domain.payment.OrderKey;
import java.util.UUID;

/** Tells tests of other packages under which digest the databases keep an order number. */
public final class OrderDigests {

    private OrderDigests() {}

    /** The digest of an order number. */
    public static UUID of(OrderKey key) {
        return OrderKeys.digest(key);
    }
}
