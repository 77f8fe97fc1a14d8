package com.example.voucher;

import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lines of a file add up to.
 *
 * <pre>
 * voucher CODE SATOSHIS USER;                         added by whoever sells vouchers
 * payment NUMBER TRANSACTION-ID SATOSHIS USER;        added by a {@link VoucherWallet}
 * </pre>
 *
 * A voucher counts once, however often its code is there. A line that does not end with a semicolon was never finished,
 * and counts for nothing, as does any other line.
 */
final class Book {

    private static final Pattern VOUCHER = Pattern.compile("voucher (\\S+) ([0-9]{1,16}) (.+);", Pattern.DOTALL);
    private static final Pattern PAYMENT =
            Pattern.compile("payment V([0-9]{1,18}) ([0-9a-f]{64}) ([0-9]{1,16}) (.+);", Pattern.DOTALL);

    private final Set<String> codes = new HashSet<>();
    private final Map<String, Long> leftSatoshis = new HashMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private long lastNumber;

    /** Takes the next line in. */
    void enter(String line) {
        Matcher voucher = VOUCHER.matcher(line);
        if (voucher.matches() && codes.add(voucher.group(1))) {
            add(voucher.group(3), Long.parseLong(voucher.group(2)));
        }
        Matcher payment = PAYMENT.matcher(line);
        if (payment.matches()) {
            lastNumber = Math.max(lastNumber, Long.parseLong(payment.group(1)));
            receipts.put(payment.group(2), new Receipt("V" + payment.group(1), payment.group(2)));
            add(payment.group(4), -Long.parseLong(payment.group(3)));
        }
    }

    /** The receipt of a payment that was made. */
    Optional<Receipt> find(Payment payment) {
        return Optional.ofNullable(receipts.get(payment.transactionId().hex()));
    }

    /** Whether the user's vouchers are worth that much. */
    boolean covers(Payment payment) {
        return leftSatoshis.getOrDefault(user(payment), 0L)
                >= payment.order().amount().value();
    }

    /** The line that makes a payment. */
    String line(Payment payment) {
        return "payment V" + (lastNumber + 1) + " " + payment.transactionId().hex() + " "
                + payment.order().amount().value() + " " + user(payment) + ";";
    }

    private void add(String user, long satoshis) {
        leftSatoshis.merge(user, satoshis, Math::addExact);
    }

    // What apps call the user is what sellers of vouchers are told, too.
    private static String user(Payment payment) {
        return payment.order().user().value();
    }
}
