package io.farthing.persistence.order;

import io.farthing.domain.hash.Sha256;
import io.farthing.domain.payment.OrderKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Order keys in sixteen bytes: the first half of the SHA-256 of app id, a zero byte and order number. An app id has no
 * zero byte, so no two order keys are hashed alike; and nobody finds two with the same half of a digest in less than
 * 2⁶⁴ steps, after which the second one would merely be refused.
 */
final class OrderKeys {

    private OrderKeys() {}

    static UUID digest(OrderKey key) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(key.app().value().getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) 0);
        sha256.update(key.number().value().getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new UUID(digest.getLong(), digest.getLong());
    }
}
