package com.example.voucher;

import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.NotFound;
import io.farthing.application.port.out.WalletGateway.Refused;
import io.farthing.application.port.out.WalletGateway.Settled;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.application.port.out.WalletGateway.Unclear;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Pays from vouchers. The file has the truth, and each call reads first what others have added to it meanwhile: new
 * vouchers, and payments of other servers. Nothing is said to be paid before it is forced to the disk.
 *
 * <p>Used by one thread.
 */
final class VoucherWallet {

    private final Medium medium;
    private Book book = new Book();
    private long read;
    private boolean isTorn;

    VoucherWallet(Medium medium) {
        this.medium = medium;
    }

    /** Pays, unless that was done before: then it says so once more. */
    Answer pay(Payment payment) {
        Medium.Session opened;
        try {
            opened = medium.open();
        } catch (IOException e) {
            return new NotAttempted("the vouchers cannot be reached");
        }
        try (Medium.Session session = opened) {
            catchUp(session);
            Optional<Receipt> earlier = book.find(payment);
            if (earlier.isPresent()) {
                session.force();
                return new Accepted(earlier.get());
            }
            if (!book.covers(payment)) {
                return new Refused(DeclineReason.OVER_BALANCE, "not enough is left of the user's vouchers");
            }
            String line = book.line(payment);
            session.append(((isTorn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
            session.force();
            catchUp(session);
            return new Accepted(book.find(payment).orElseThrow());
        } catch (IOException e) {
            // Perhaps it is in the file, and perhaps on the disk. The next one who reads it will see.
            return new Unknown("the vouchers failed while they were used");
        }
    }

    /** What the file says about a payment. */
    State lookUp(Payment payment) {
        try (Medium.Session session = medium.open()) {
            catchUp(session);
            Optional<Receipt> receipt = book.find(payment);
            if (receipt.isEmpty()) {
                return new NotFound();
            }
            session.force();
            return new Settled(receipt.get());
        } catch (IOException e) {
            return new Unclear("the vouchers cannot be read");
        }
    }

    // The end of the file may be half a line, which somebody did not finish: it counts for nothing, and never will.
    private void catchUp(Medium.Session session) throws IOException {
        if (session.size() < read) {
            book = new Book();
            read = 0;
        }
        byte[] news = session.read(read);
        int end = news.length;
        while (end > 0 && news[end - 1] != '\n') {
            end--;
        }
        new String(news, 0, end, StandardCharsets.UTF_8).lines().forEach(book::enter);
        read += end;
        isTorn = end < news.length;
    }
}
