package io.farthing.persistence.payment;

import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.sql.Column;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what became of payments at an outside wallet: a few statements, however many payments there are. */
final class OutcomeRecorder {

    private static final String DELETE_PENDING = "delete from pending_payments where payment_id = any(?)";

    private final PaymentWork work;
    private final Map<PaymentId, PaymentStatus> asRead;

    OutcomeRecorder(PaymentWork work, LoadedBatch batch) {
        this.work = work;
        this.asRead = batch.statuses();
    }

    /** Makes those of the new payments pending that are; the payments of our ledger are not. */
    void insertPending(List<Payment> accepted) {
        List<PendingPayment> pending = accepted.stream()
                .filter(Payment::isPending)
                .map(PendingPayment::reserved)
                .toList();
        if (!pending.isEmpty()) {
            insert(pending);
        }
    }

    private void insert(List<PendingPayment> pending) {
        work.change(
                work.statements().insertPending,
                pending.size(),
                Column.numbers(ids(pending)),
                Column.numbers(pending, each -> (long) each.tries()),
                Column.numbers(pending, each -> each.nextTryAt().toEpochMilli()),
                Column.texts(pending, PendingPayment::reason));
    }

    void record(List<PendingPayment> changed) {
        settle(with(changed, PaymentStatus.SETTLED));
        fail(with(changed, PaymentStatus.FAILED));
        lose(with(changed, PaymentStatus.UNKNOWN));
    }

    private void settle(List<PendingPayment> settled) {
        if (!settled.isEmpty()) {
            setStatus(settled);
            conclude(settled);
            work.change(
                    work.statements().insertReceipts,
                    settled.size(),
                    Column.numbers(ids(settled)),
                    Column.texts(settled, pending -> pending.payment().receipt().reference()),
                    Column.texts(settled, pending -> pending.payment().receipt().transaction()));
        }
    }

    private void fail(List<PendingPayment> failed) {
        if (!failed.isEmpty()) {
            setStatus(failed);
            conclude(failed);
        }
    }

    // Removed and inserted again: no statement that changes rows to different values is known to all databases.
    private void lose(List<PendingPayment> lost) {
        if (!lost.isEmpty()) {
            setStatus(lost);
            conclude(lost);
            insert(lost);
        }
    }

    // Only over what is as it was read: the first finding counts, whoever comes at the same time. What a finding means
    // depends on whether the payment is still reserved, which may have ended without any change to its authorization.
    private void setStatus(List<PendingPayment> same) {
        Payment any = same.get(0).payment();
        short code = Codes.of(any.settlement(), any.status());
        same.stream()
                .collect(Collectors.groupingBy(this::before, TreeMap::new, Collectors.toList()))
                .forEach((before, alike) -> work.changeAsRead(
                        "update payments set status = " + code + " where id = any(?) and status = " + before,
                        alike.size(),
                        Column.numbers(ids(alike))));
    }

    private Short before(PendingPayment changed) {
        Payment payment = changed.payment();
        return Codes.of(payment.settlement(), Objects.requireNonNull(asRead.get(payment.id())));
    }

    private void conclude(List<PendingPayment> concluded) {
        work.change(DELETE_PENDING, concluded.size(), Column.numbers(ids(concluded)));
    }

    private static List<PendingPayment> with(List<PendingPayment> changed, PaymentStatus status) {
        return changed.stream()
                .filter(pending -> pending.payment().status() == status)
                .toList();
    }

    private static List<Long> ids(List<PendingPayment> pending) {
        return pending.stream().map(each -> each.payment().id().value()).toList();
    }
}
