package io.farthing.application.service.payment;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.PaymentStore;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Decision;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.payment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides and commits batches of orders and verdicts. When a commit fails, the batch is tried again in halves, or one by
 * one after a conflict, so that one bad order cannot sink its neighbours. Every order has an outcome when {@link #commit}
 * returns. Used by one thread, but for {@link #lastWrite}.
 */
final class BatchCommitter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchCommitter.class);

    // A database that was lost during a commit is asked again for about ten seconds what became of it. Each question
    // may take long by itself, and everybody who came later waits for the answer.
    private static final int MAX_INQUIRIES = 20;
    private static final long MAX_INQUIRY_NANOS = Duration.ofSeconds(10).toNanos();
    static final Duration INQUIRY_PAUSE = Duration.ofMillis(500);

    private static final int HALVES = 2;

    private static final String REFUSED = "the database refused it";
    private static final String UNAVAILABLE = "the database is unavailable";

    /** A conflict that took so long was a wait for a lock, in vain. */
    static final Duration LONG_WAIT = Duration.ofSeconds(1);

    /** What a unit of work yields: an outcome for each order, a payment for each verdict. */
    private record Decided(List<PaymentOutcome> outcomes, List<Payment> conclusions) {}

    private final UnitOfWork unitOfWork;
    private final PaymentRules rules;
    private final InstantSource clock;
    private final Duration inquiryPause;
    private final Duration longWait;
    private final HeldAccounts held;
    private final Outage outage;
    private final Faults faults;
    private long lostAtNanos;

    private volatile @Nullable WriteAttempt lastWrite;

    BatchCommitter(
            UnitOfWork unitOfWork, PaymentRules rules, InstantSource clock, Duration inquiryPause, Duration longWait) {
        this.unitOfWork = unitOfWork;
        this.rules = rules;
        this.clock = clock;
        this.inquiryPause = inquiryPause;
        this.longWait = longWait;
        this.held = new HeldAccounts(clock);
        this.outage = new Outage(clock);
        this.faults = new Faults(clock);
    }

    /** What the storage did last with a batch; nothing before the first one. Thread-safe. */
    Optional<WriteAttempt> lastWrite() {
        return Optional.ofNullable(lastWrite);
    }

    void commit(List<? extends Waiting> batch) {
        held.begin();
        List<? extends Waiting> free = held.isEmpty() ? batch : withoutHeld(batch);
        if (!free.isEmpty()) {
            commit(free, 0);
        }
    }

    private List<Waiting> withoutHeld(List<? extends Waiting> batch) {
        List<Waiting> free = new ArrayList<>(batch.size());
        for (Waiting waiting : batch) {
            if (held.concern(waiting)) {
                waiting.givenUp(REFUSED);
            } else {
                free.add(waiting);
            }
        }
        return free;
    }

    private void commit(List<? extends Waiting> batch, int inquiries) {
        long startNanos = System.nanoTime();
        try {
            List<WaitingOrder> orders = new ArrayList<>(batch.size());
            List<WaitingVerdict> verdicts = new ArrayList<>();
            divide(batch, orders, verdicts);
            Decided decided = unitOfWork.write(stores -> decide(stores, orders, verdicts));
            lastWrite = WriteAttempt.now(true);
            outage.over();
            for (int i = 0; i < orders.size(); i++) {
                orders.get(i).decided(decided.outcomes().get(i));
            }
            for (int i = 0; i < verdicts.size(); i++) {
                verdicts.get(i).decided(decided.conclusions().get(i));
            }
        } catch (StorageFailure failure) {
            if (failure.category() == StorageFailure.Category.CONFLICT
                    && System.nanoTime() - startNanos >= longWait.toNanos()) {
                hasWaited(batch);
            }
            recover(batch, failure, inquiries);
        } catch (RuntimeException fault) {
            faults.failed(batch.size(), fault);
            splitOrGiveUp(batch, HALVES, inquiries, "an internal error occurred");
        }
    }

    private Decided decide(Stores stores, List<WaitingOrder> orders, List<WaitingVerdict> waiting) {
        PaymentStore payments = stores.payments();
        number(orders, payments);
        List<Attempt> attempts = new ArrayList<>(orders.size());
        orders.forEach(order -> attempts.add(order.attempt()));
        List<Verdict> verdicts = new ArrayList<>(waiting.size());
        waiting.forEach(each -> verdicts.add(each.verdict()));
        List<PaymentId> concluded = verdicts.stream().map(Verdict::payment).toList();
        Touched touched = payments.lock(attempts, concluded);
        Instant now = clock.instant();
        BatchOutcome outcome = BatchOutcome.decide(verdicts, attempts, touched, rules, now);
        payments.record(outcome);
        List<PaymentOutcome> outcomes = new ArrayList<>(orders.size());
        outcome.decisions().forEach(decision -> outcomes.add(outcome(payments, decision)));
        return new Decided(outcomes, outcome.conclusions());
    }

    private static void divide(
            List<? extends Waiting> batch, List<WaitingOrder> orders, List<WaitingVerdict> verdicts) {
        for (Waiting waiting : batch) {
            if (waiting instanceof WaitingOrder order) {
                orders.add(order);
            } else if (waiting instanceof WaitingVerdict verdict) {
                verdicts.add(verdict);
            }
        }
    }

    // An order keeps its number however often it is tried; see Decision.AlreadyRecorded.
    private static void number(List<WaitingOrder> batch, PaymentStore payments) {
        List<WaitingOrder> fresh =
                batch.stream().filter(waiting -> !waiting.hasNumber()).toList();
        if (!fresh.isEmpty()) {
            Iterator<PaymentId> ids = payments.nextIds(fresh.size()).iterator();
            fresh.forEach(waiting -> waiting.number(ids.next()));
        }
    }

    private static PaymentOutcome outcome(PaymentStore payments, Decision decision) {
        return decision.fold(
                approved -> outcome(approved.payment()),
                already -> outcome(payments.find(already.id()).orElseThrow()),
                declined -> new PaymentOutcome.Declined(declined.breaches()));
    }

    private static PaymentOutcome outcome(Payment payment) {
        return switch (payment.status()) {
            case SETTLED -> new PaymentOutcome.Settled(payment);
            case RESERVED, UNKNOWN -> new PaymentOutcome.Undetermined(Optional.of(payment));
            case FAILED -> new PaymentOutcome.NotRecorded("the wallet did not make the payment");
        };
    }

    private void recover(List<? extends Waiting> batch, StorageFailure failure, int inquiries) {
        switch (failure.category()) {
            case OUTCOME_UNKNOWN -> {
                lastWrite = WriteAttempt.now(false);
                LOG.warn(
                        "a commit was lost on its way (orders and findings: {}); asking what became of it",
                        batch.size(),
                        failure);
                batch.forEach(Waiting::mayBeRecorded);
                if (inquiries == 0) {
                    lostAtNanos = System.nanoTime();
                }
                inquire(batch, inquiries + 1);
            }
            case UNAVAILABLE -> {
                lastWrite = WriteAttempt.now(false);
                // Once a commit was lost, the question stays open until the database answers again.
                if (inquiries > 0) {
                    inquire(batch, inquiries + 1);
                } else {
                    outage.refused(Waiting.orders(batch), failure);
                    batch.forEach(waiting -> waiting.givenUp(UNAVAILABLE));
                }
            }
            case CONFLICT, FAULT -> {
                faults.failed(batch.size(), failure);
                // A conflict that lasts is a row that somebody else keeps locked. To wait for it again takes very long,
                // and to commit the others one by one does not; with halves it would be waited for at every step. Of
                // those who need that row one waits again, and speaks for the others.
                int parts = failure.category() == StorageFailure.Category.CONFLICT ? batch.size() : HALVES;
                splitOrGiveUp(batch, parts, inquiries, REFUSED);
            }
        }
    }

    private void inquire(List<? extends Waiting> batch, int inquiries) {
        if (inquiries > MAX_INQUIRIES || System.nanoTime() - lostAtNanos > MAX_INQUIRY_NANOS) {
            batch.forEach(waiting -> waiting.givenUp(UNAVAILABLE));
            return;
        }
        LockSupport.parkNanos(inquiryPause.toNanos());
        commit(batch, inquiries);
    }

    // Of several nobody knows who had to wait.
    private void hasWaited(List<? extends Waiting> batch) {
        if (batch.size() == 1) {
            held.hasWaited(batch.get(0));
        }
    }

    // The parts inherit the open question, and what is left of the time for it.
    private void splitOrGiveUp(List<? extends Waiting> batch, int parts, int inquiries, String why) {
        if (batch.size() == 1) {
            batch.get(0).givenUp(why);
            return;
        }
        int size = (batch.size() + parts - 1) / parts;
        for (int from = 0; from < batch.size(); from += size) {
            List<? extends Waiting> part = batch.subList(from, Math.min(batch.size(), from + size));
            if (part.size() == 1 && held.concern(part.get(0))) {
                part.get(0).givenUp(why);
            } else {
                commit(part, inquiries);
            }
        }
    }
}
