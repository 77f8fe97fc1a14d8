package io.farthing.application.fake;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.payment.OrderKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A storage that fails, or takes its time, when it is told to; otherwise it does what the storage behind it does.
 * Thread-safe.
 */
public final class FaultyUnitOfWork implements UnitOfWork {

    /**
     * What goes wrong with one writing unit of work.
     *
     * @param beforeCommit run when the work is done; when it throws, nothing is written
     * @param afterCommit run when everything is written
     */
    public record Fault(Runnable beforeCommit, Runnable afterCommit) {

        /** Nothing goes wrong. */
        public static final Fault NONE = new Fault(() -> {}, () -> {});

        /** The storage fails, and nothing was written. */
        public static Fault before(Category category) {
            return new Fault(() -> fail(category), () -> {});
        }

        /** The storage fails although everything was written. */
        public static Fault after(Category category) {
            return new Fault(() -> {}, () -> fail(category));
        }

        /** The machine fails, and nothing was written. */
        public static Fault before(Error error) {
            return new Fault(
                    () -> {
                        throw error;
                    },
                    () -> {});
        }
    }

    /** A place at which a unit of work stays until it is told to go on. */
    public static final class Hold {

        private static final int LONGEST_SECONDS = 60;

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        /** Returns when a unit of work has arrived here. */
        public void awaitReached() {
            await(reached);
        }

        /** Lets the unit of work go on. */
        public void release() {
            released.countDown();
        }

        private void pass() {
            reached.countDown();
            await(released);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody came within " + LONGEST_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while held", e);
            }
        }
    }

    private final UnitOfWork real;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Hold> holdsBeforeCommit = new ConcurrentLinkedQueue<>();
    private final Queue<Hold> holdsAfterCommit = new ConcurrentLinkedQueue<>();
    private final Queue<Hold> holdsOfReads = new ConcurrentLinkedQueue<>();
    private final Map<OrderKey, Runnable> poison = new ConcurrentHashMap<>();
    private final Set<AuthorizationId> held = ConcurrentHashMap.newKeySet();
    private final List<Integer> attempted = new CopyOnWriteArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Fault standing = Fault.NONE;
    private volatile Runnable failureOfReads = () -> {};

    /** A storage that does what {@code real} does until it is told otherwise. */
    public FaultyUnitOfWork(UnitOfWork real) {
        this.real = real;
    }

    /** The next writing units of work go wrong like this, one after the other. */
    public void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Every writing unit of work for which nothing else was said goes wrong like this; {@link Fault#NONE} ends it. */
    public void failAlways(Fault fault) {
        standing = fault;
    }

    /** Every reading unit of work runs this first, which may throw. */
    public void failReads(Runnable failure) {
        failureOfReads = failure;
    }

    /** No unit of work that records this order gets as far as its commit: {@code failure} is run, and has to throw. */
    public void poison(OrderKey order, Runnable failure) {
        poison.put(order, failure);
    }

    /** The same, failing with a category. */
    public void poison(OrderKey order, Category category) {
        poison(order, () -> fail(category));
    }

    /** Somebody holds the row of an authorization: no unit of work that changes it gets as far as its commit. */
    public void hold(AuthorizationId authorization) {
        held.add(authorization);
    }

    /** The next writing unit of work stays before its commit. */
    public Hold holdBeforeCommit() {
        return add(holdsBeforeCommit);
    }

    /** The next writing unit of work stays after its commit, before it returns. */
    public Hold holdAfterCommit() {
        return add(holdsAfterCommit);
    }

    /** The next reading unit of work stays when it has read, before it returns. */
    public Hold holdAfterRead() {
        return add(holdsOfReads);
    }

    /** How many payments each writing unit of work tried to record, in the order in which they were tried. */
    public List<Integer> attempted() {
        return List.copyOf(attempted);
    }

    /** How many reading units of work there were. */
    public int reads() {
        return reads.get();
    }

    @Override
    public <T> T write(Function<Stores, T> work) {
        Fault next = faults.poll();
        Fault fault = next == null ? standing : next;
        T result = real.write(stores -> {
            long before = stores.journal().paymentCount();
            Map<AuthorizationId, Optional<Authorization>> unchanged =
                    held.stream().collect(Collectors.toMap(id -> id, stores.authorizations()::find));
            T done = work.apply(stores);
            attempted.add((int) (stores.journal().paymentCount() - before));
            pass(holdsBeforeCommit);
            fault.beforeCommit().run();
            poison.forEach((order, failure) -> stores.payments().find(order).ifPresent(payment -> failure.run()));
            unchanged.forEach((id, authorization) -> {
                if (!stores.authorizations().find(id).equals(authorization)) {
                    fail(Category.CONFLICT);
                }
            });
            return done;
        });
        pass(holdsAfterCommit);
        fault.afterCommit().run();
        return result;
    }

    @Override
    public <T> T read(Function<Stores, T> work) {
        reads.incrementAndGet();
        failureOfReads.run();
        T result = real.read(work);
        pass(holdsOfReads);
        return result;
    }

    private static Hold add(Queue<Hold> holds) {
        Hold hold = new Hold();
        holds.add(hold);
        return hold;
    }

    private static void pass(Queue<Hold> holds) {
        Hold hold = holds.poll();
        if (hold != null) {
            hold.pass();
        }
    }

    private static void fail(Category category) {
        throw new StorageFailure(category, "told to fail", new IllegalStateException(category.name()));
    }
}
