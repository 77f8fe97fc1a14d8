package io.farthing.persistence.codec;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The compact form in which a payment's recipients are stored: a version, their count, and for each the 21 bytes of the
 * address and the amount. Numbers are in {@link Base128}. Thread-safe: no state.
 */
public final class RecipientsCodec {

    private static final byte VERSION = 1;

    private RecipientsCodec() {}

    /** The bytes of some recipients, in their order. */
    public static byte[] encode(Recipients recipients) {
        List<Recipient> list = recipients.list();
        ByteBuffer out =
                ByteBuffer.allocate(1 + Base128.MAX_BYTES + list.size() * (Address.PAYLOAD_BYTES + Base128.MAX_BYTES));
        out.put(VERSION);
        Base128.write(out, list.size());
        for (Recipient recipient : list) {
            out.put(recipient.address().payload());
            Base128.write(out, recipient.amount().value());
        }
        return Base128.written(out);
    }

    /** The recipients. Throws {@link IllegalStateException} when the bytes are not what {@link #encode} makes. */
    public static Recipients decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        try {
            int version = in.get();
            if (version != VERSION) {
                throw new IllegalStateException("recipients are stored in an unknown version " + version);
            }
            long count = Base128.read(in);
            List<Recipient> list = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                byte[] payload = new byte[Address.PAYLOAD_BYTES];
                in.get(payload);
                list.add(new Recipient(Address.ofPayload(payload), Satoshis.of(Base128.read(in))));
            }
            if (in.hasRemaining()) {
                throw new IllegalStateException("stored recipients are followed by " + in.remaining() + " bytes");
            }
            return new Recipients(list);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalStateException("stored recipients cannot be read", e);
        }
    }
}
