package io.farthing.application.service.payment;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.RequestPayment;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Verdict;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the orders that are waiting and has them decided and committed together.
 *
 * <p>There is no timer: a lone order is committed at once, and whatever arrives while a commit runs is the next batch,
 * because a durable commit costs the same for one order as for hundreds. One thread commits, others give the answers, so
 * that the next batch does not wait for them. The queue is bounded; beyond its bound an order is refused at once.
 *
 * <p>Thread-safe. It runs from its construction until {@link #close}.
 */
public final class PaymentEngine implements RequestPayment, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentEngine.class);

    // Few, because to hand an answer over takes about as long as to give it; and more than one, because nobody else may
    // be at work while a batch is answered.
    private static final int ANSWERING_THREADS = 2;
    private static final int ANSWERS_AT_ONCE = 8;

    /** A batch that has this many recipients gets no further orders. H2 takes 65 536 values at once, an order has up to 200. */
    static final int MAX_BATCH_RECIPIENTS = 20_000;

    static final String STOPPING = "the server is stopping";

    private final BatchCommitter committer;
    private final PaymentMeter meter;
    private final int maxBatchOrders;
    private final int maxWaitingOrders;
    private final Semaphore places;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final ExecutorService answers =
            Executors.newFixedThreadPool(ANSWERING_THREADS, task -> new Thread(task, "payment-answers"));
    private final Thread worker;

    private volatile boolean closing;

    /** Whether all orders are decided, and no more can come. */
    private volatile boolean isOver;

    /** When the engine took the batch in hand, by {@link System#nanoTime}; null while there is none. */
    private volatile @Nullable Long busySinceNanos;

    /** Starts the engine. */
    public PaymentEngine(
            UnitOfWork unitOfWork,
            PaymentRules rules,
            PlatformSettings settings,
            InstantSource clock,
            PaymentMeter meter) {
        this(unitOfWork, rules, settings, clock, meter, BatchCommitter.INQUIRY_PAUSE);
    }

    /** Starts an engine that waits so long before it asks again what became of a commit that was lost. */
    PaymentEngine(
            UnitOfWork unitOfWork,
            PaymentRules rules,
            PlatformSettings settings,
            InstantSource clock,
            PaymentMeter meter,
            Duration inquiryPause) {
        this.committer = new BatchCommitter(unitOfWork, rules, clock, inquiryPause, BatchCommitter.LONG_WAIT);
        this.meter = meter;
        this.maxBatchOrders = settings.maxBatchOrders();
        this.maxWaitingOrders = settings.maxWaitingOrders();
        this.places = new Semaphore(maxWaitingOrders);
        this.worker = new Thread(this::run, "payment-engine");
        worker.start();
    }

    @Override
    public CompletableFuture<PaymentOutcome> request(PaymentOrder order) {
        WaitingOrder waiting = new WaitingOrder(order);
        if (!places.tryAcquire()) {
            refuse(waiting, closing ? STOPPING : "too many payments are waiting, try again later");
            return waiting.answer();
        }
        queue.add(waiting);
        // Whoever slips in while the engine ends takes the order out again, unless the engine still got it.
        if (closing && queue.remove(waiting)) {
            places.release();
            refuse(waiting, STOPPING);
        }
        return waiting.answer();
    }

    /**
     * Enters a finding about a payment of {@code payer}, in the next commit. Whatever is decided about a payment first
     * counts.
     *
     * @return the payment as it is once that is on disk; nothing when it could not be entered
     */
    CompletableFuture<Optional<Payment>> conclude(Verdict verdict, UserOpenId payer) {
        WaitingVerdict waiting = new WaitingVerdict(verdict, payer);
        queue.add(waiting);
        if (closing && queue.remove(waiting)) {
            waiting.complete();
        }
        return waiting.answer();
    }

    /**
     * How many orders have come that are not decided yet, in the queue or in the batch that is being committed: when it
     * is as many as may wait, the next one is refused. Meaningless once the engine is closed.
     */
    public int waiting() {
        return maxWaitingOrders - places.availablePermits();
    }

    /** Whether the engine takes and commits orders. */
    public boolean isRunning() {
        return !closing;
    }

    /** For how long the engine has had its batch in hand; zero while it waits for orders. */
    public Duration busy() {
        Long sinceNanos = busySinceNanos;
        return sinceNanos == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    /** Whether the payments that came last could be written; nothing before the first ones. */
    public Optional<WriteAttempt> lastWrite() {
        return committer.lastWrite();
    }

    /** Refuses further orders, finishes those that were accepted, answers them, and ends. Idempotent. */
    @Override
    public void close() {
        boolean isFirst;
        synchronized (this) {
            isFirst = !closing;
            closing = true;
        }
        if (isFirst) {
            // A place is given back when its order is decided, so whoever holds all of them knows that nothing waits,
            // and that nothing can come in any more.
            places.acquireUninterruptibly(maxWaitingOrders);
            isOver = true;
            worker.interrupt();
        }
        try {
            // The worker's last act is to let them end.
            answers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (takeFirst(batch)) {
                letOthersArrive();
                fill(batch);
                commit(List.copyOf(batch));
                batch.clear();
            }
            // No order is left, because each has held a place until it was answered; a finding may be.
            queue.drainTo(batch);
            batch.forEach(this::answer);
            LOG.debug("the payment engine has ended");
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        } finally {
            answers.shutdown();
        }
    }

    // An interrupt ends the engine when it is closed, and never otherwise: some hosts interrupt every thread that they
    // find, and orders would stay that nobody answers.
    private boolean takeFirst(List<Waiting> batch) {
        while (true) {
            try {
                batch.add(queue.take());
                return true;
            } catch (InterruptedException e) {
                if (isOver) {
                    return false;
                }
            }
        }
    }

    // What is written at once for the recipients of a batch is bounded by them, and not by the number of orders alone.
    private void fill(List<Waiting> batch) {
        int recipients = batch.get(0).recipients();
        while (batch.size() < maxBatchOrders && recipients < MAX_BATCH_RECIPIENTS) {
            Waiting next = queue.poll();
            if (next == null) {
                return;
            }
            batch.add(next);
            recipients += next.recipients();
        }
    }

    // When the processors are busy, orders are on their way that only need a moment of one to get here, and every one
    // of them that comes along saves the others a share of a commit. This waits for nobody: it lets those run who can
    // run now, as long as that brings more orders. On an idle machine it returns at once.
    @SuppressWarnings("ThreadPriorityCheck")
    private void letOthersArrive() {
        int before;
        do {
            before = queue.size();
            Thread.yield();
        } while (queue.size() > before && queue.size() < maxBatchOrders);
    }

    private void commit(List<Waiting> batch) {
        long startNanos = System.nanoTime();
        busySinceNanos = startNanos;
        committer.commit(batch);
        busySinceNanos = null;
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        count(() -> meter.committed(batch.size(), took));
        // The places come first, so that whoever has an answer finds one free.
        places.release(Waiting.orders(batch));
        for (int from = 0; from < batch.size(); from += ANSWERS_AT_ONCE) {
            List<Waiting> some = batch.subList(from, Math.min(batch.size(), from + ANSWERS_AT_ONCE));
            answers.execute(() -> some.forEach(this::answer));
        }
    }

    // The machine has no memory left, or worse. Nobody knows what the commit did, and nobody may wait for ever; so they
    // are told before anything else is tried.
    private void fail(List<Waiting> batch, Throwable failure) {
        closing = true;
        batch.forEach(Waiting::mayBeRecorded);
        queue.drainTo(batch);
        batch.forEach(waiting -> refuse(waiting, STOPPING));
        places.release(Waiting.orders(batch));
        LOG.error("the payment engine has failed and takes no more orders; restart the server", failure);
    }

    private void refuse(Waiting waiting, String why) {
        waiting.givenUp(why);
        answer(waiting);
    }

    private void answer(Waiting waiting) {
        if (waiting instanceof WaitingOrder order) {
            answer(order);
        } else if (waiting instanceof WaitingVerdict verdict) {
            verdict.complete();
        }
    }

    private void answer(WaitingOrder waiting) {
        PaymentOutcome outcome = waiting.outcome();
        // A payment that is only reserved yet is counted by whoever finds out what becomes of it.
        if (reserved(outcome).isEmpty()) {
            count(outcome, waiting.waitedNanos());
        }
        waiting.answer().complete(outcome);
    }

    /** The payment that has yet to be made at an outside wallet, if that is what became of the order. */
    static Optional<Payment> reserved(PaymentOutcome outcome) {
        return outcome instanceof PaymentOutcome.Undetermined undetermined ? undetermined.payment() : Optional.empty();
    }

    /** Counts an order as answered, so long after it arrived. */
    void count(PaymentOutcome outcome, long waitedNanos) {
        Outcome counted = outcome.fold(
                settled -> Outcome.SETTLED,
                declined -> Outcome.DECLINED,
                notRecorded -> Outcome.NOT_RECORDED,
                undetermined -> Outcome.UNDETERMINED);
        count(() -> meter.answered(counted, Duration.ofNanos(waitedNanos)));
    }

    // A meter never throws; should one do so all the same, nobody waits for ever because of it.
    private static void count(Runnable counting) {
        try {
            counting.run();
        } catch (Throwable e) { // A class that it lacks, too: it is the host's.
            LOG.error("the payment meter failed", e);
        }
    }
}
