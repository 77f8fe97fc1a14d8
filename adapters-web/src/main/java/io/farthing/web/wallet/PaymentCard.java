package io.farthing.web.wallet;

import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.text.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A payment as the wallet's home shows it.
 *
 * @param app whose payment it is
 * @param payment the payment
 */
public record PaymentCard(AppBadge app, Payment payment) {
    private static final int SHOWN_BYTES = 200;
    private static final int MAX_DIRECT_PUSH = 0x4b;

    /**
     * How much of the payment is about this wallet: all of it when the wallet pays.
     *
     * @param own the wallet's address
     * @param received whether the wallet is paid
     */
    public Satoshis amount(Address own, boolean received) {
        return recipients(own, received).stream().map(Recipient::amount).reduce(Satoshis.ZERO, Satoshis::plus);
    }

    /** The recipients that {@link #amount} adds up. */
    public List<Recipient> recipients(Address own, boolean received) {
        return payment.order().recipients().list().stream()
                .filter(recipient -> !received || recipient.address().equals(own))
                .toList();
    }

    /** The text that says what became of it. */
    public String statusKey() {
        return switch (payment.status()) {
            case RESERVED -> "payment.reserved";
            case SETTLED -> "payment.settled";
            case FAILED -> "payment.failed";
            case UNKNOWN -> "payment.unknown";
        };
    }

    /** How long the data that it carries is, in bytes; 0 when there is none. */
    public int dataBytes() {
        return data().script().length;
    }

    /** The beginning of the data that it carries, as hex digits. */
    public String dataHex() {
        String hex = data().hex();
        return hex.length() <= 2 * SHOWN_BYTES ? hex : hex.substring(0, 2 * SHOWN_BYTES) + "…";
    }

    /** The data as text, if it is one short readable text: what an app sent as plain words. */
    public Optional<String> dataText() {
        byte[] script = data().script();
        boolean isOnePush = script.length > 3
                && script[0] == 0
                && script[1] == 0x6a
                && script[2] <= MAX_DIRECT_PUSH
                && script[2] == script.length - 3;
        return isOnePush ? readable(ByteBuffer.wrap(script, 3, script.length - 3)) : Optional.empty();
    }

    private static Optional<String> readable(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString())
                    .filter(Texts::isClean);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private OpReturn data() {
        return payment.order().opReturn();
    }
}
