package io.farthing.persistence.codec;

import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.AuthorizationActivated;
import io.farthing.domain.event.PlatformEvent.AuthorizationChanged;
import io.farthing.domain.event.PlatformEvent.AuthorizationEnded;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.PlatformEvent.PaymentDeclined;
import io.farthing.domain.event.PlatformEvent.PaymentFailed;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.event.PlatformEvent.PaymentUnknown;
import io.farthing.domain.event.Threshold;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.user.UserOpenId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events as bytes: version, kind, then the fields in the order in which the records name them. Enums travel by name,
 * because an event can wait while the program is replaced by a later one. Thread-safe: no state.
 */
public final class EventCodec {

    private static final int VERSION = 1;

    private static final int SETTLED = 1;
    private static final int DECLINED = 2;
    private static final int UNKNOWN = 3;
    private static final int FAILED = 4;
    private static final int ACTIVATED = 5;
    private static final int CHANGED = 6;
    private static final int ENDED = 7;
    private static final int REACHED = 8;

    private EventCodec() {}

    /** The bytes of an event. */
    public static byte[] encode(PlatformEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        event.fold(new Writer(new DataOutputStream(bytes)));
        return bytes.toByteArray();
    }

    /** The event. Throws {@link IllegalStateException} when the bytes are none of {@link #encode}. */
    public static PlatformEvent decode(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException("the outbox has an event of version " + version);
            }
            return new Reader(in).event();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("the outbox has an event that cannot be read", e);
        }
    }

    /** Writes one event. */
    private record Writer(DataOutputStream out) implements PlatformEvent.Cases<Writer> {

        @Override
        public Writer settled(PaymentSettled event) {
            return begin(SETTLED, event).payment(event.authorization(), event.payment(), event.order(), event.amount());
        }

        @Override
        public Writer unknown(PaymentUnknown event) {
            return begin(UNKNOWN, event).payment(event.authorization(), event.payment(), event.order(), event.amount());
        }

        @Override
        public Writer failed(PaymentFailed event) {
            return begin(FAILED, event).payment(event.authorization(), event.payment(), event.order(), event.amount());
        }

        @Override
        public Writer declined(PaymentDeclined event) {
            begin(DECLINED, event)
                    .text(event.order().value())
                    .number(event.amount().value())
                    .number(event.breaches().size());
            event.breaches()
                    .forEach(breach ->
                            text(breach.reason().name()).amount(breach.bound()).amount(breach.by()));
            return this;
        }

        @Override
        public Writer activated(AuthorizationActivated event) {
            return begin(ACTIVATED, event).number(event.authorization().value()).limits(event.limits());
        }

        @Override
        public Writer changed(AuthorizationChanged event) {
            return begin(CHANGED, event)
                    .number(event.authorization().value())
                    .limits(event.limits())
                    .usage(event.usage());
        }

        @Override
        public Writer ended(AuthorizationEnded event) {
            return begin(ENDED, event)
                    .number(event.authorization().value())
                    .text(event.how().name())
                    .usage(event.usage());
        }

        @Override
        public Writer reached(LimitReached event) {
            return begin(REACHED, event)
                    .number(event.authorization().value())
                    .text(event.threshold().name())
                    .limits(event.limits())
                    .usage(event.usage());
        }

        private Writer begin(int kind, PlatformEvent event) {
            try {
                out.writeByte(VERSION);
                out.writeByte(kind);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Occasion occasion = event.occasion();
            return text(occasion.user().value())
                    .text(occasion.app().value())
                    .number(occasion.at().toEpochMilli());
        }

        private Writer payment(
                AuthorizationId authorization, PaymentId payment, MerchantOrderNumber order, Satoshis amount) {
            return number(authorization.value())
                    .number(payment.value())
                    .text(order.value())
                    .number(amount.value());
        }

        private Writer limits(SpendingLimits limits) {
            return number(limits.single().value()).number(limits.cumulative().value());
        }

        private Writer usage(Usage usage) {
            return number(usage.spent().value()).number(usage.reserved().value());
        }

        // No amount is negative.
        private Writer amount(Optional<Satoshis> amount) {
            return number(amount.map(Satoshis::value).orElse(-1L));
        }

        private Writer number(long number) {
            try {
                out.writeLong(number);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Writer text(String text) {
            try {
                out.writeUTF(text);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads one event. */
    private record Reader(DataInputStream in) {

        PlatformEvent event() throws IOException {
            int kind = in.readUnsignedByte();
            Occasion occasion = new Occasion(
                    new UserOpenId(in.readUTF()), new AppId(in.readUTF()), Instant.ofEpochMilli(in.readLong()));
            return switch (kind) {
                case SETTLED -> new PaymentSettled(occasion, authorization(), payment(), order(), amount());
                case DECLINED -> new PaymentDeclined(occasion, order(), amount(), breaches());
                case UNKNOWN -> new PaymentUnknown(occasion, authorization(), payment(), order(), amount());
                case FAILED -> new PaymentFailed(occasion, authorization(), payment(), order(), amount());
                case ACTIVATED -> new AuthorizationActivated(occasion, authorization(), limits());
                case CHANGED -> new AuthorizationChanged(occasion, authorization(), limits(), usage());
                case ENDED ->
                    new AuthorizationEnded(occasion, authorization(), Standing.valueOf(in.readUTF()), usage());
                case REACHED ->
                    new LimitReached(occasion, authorization(), Threshold.valueOf(in.readUTF()), limits(), usage());
                default -> throw new IllegalStateException("the outbox has an event of kind " + kind);
            };
        }

        private AuthorizationId authorization() throws IOException {
            return new AuthorizationId(in.readLong());
        }

        private PaymentId payment() throws IOException {
            return new PaymentId(in.readLong());
        }

        private MerchantOrderNumber order() throws IOException {
            return new MerchantOrderNumber(in.readUTF());
        }

        private Satoshis amount() throws IOException {
            return Satoshis.of(in.readLong());
        }

        private Optional<Satoshis> optionalAmount() throws IOException {
            long amount = in.readLong();
            return amount < 0 ? Optional.empty() : Optional.of(Satoshis.of(amount));
        }

        private SpendingLimits limits() throws IOException {
            return new SpendingLimits(amount(), amount());
        }

        private Usage usage() throws IOException {
            return new Usage(amount(), amount());
        }

        private List<Breach> breaches() throws IOException {
            long count = in.readLong();
            List<Breach> breaches = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                breaches.add(new Breach(DeclineReason.valueOf(in.readUTF()), optionalAmount(), optionalAmount()));
            }
            return breaches;
        }
    }
}
