package io.farthing.persistence.store;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.order.OrderNumbers.End;
import io.farthing.persistence.payment.PaymentMemory;
import io.farthing.persistence.payment.PaymentWork;
import io.farthing.persistence.payment.Reading;
import io.farthing.persistence.payment.RestsOnMemory;
import io.farthing.persistence.work.IdBlocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Units of work as transactions of a database. Thread-safe. */
public final class JooqUnitOfWork implements UnitOfWork {

    /**
     * How often a unit of work is tried in all when it conflicts with others. Where four threads do nothing but lock two
     * rows in opposite orders, every attempt fails for about half of those that have come to it: of 300 on a busy machine
     * two took ten.
     */
    static final int MAX_ATTEMPTS = 20;

    /**
     * How often it may wait in vain for a lock: somebody holds that for long, and meanwhile all other payments wait for
     * this one. Of a batch that gives up, the orders are tried one by one, so the others get through.
     */
    static final int MAX_LOCK_TIMEOUTS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(JooqUnitOfWork.class);

    private final Engine engine;
    private final Connections writers;
    private final Connections readers;
    private final Pause pause;
    private final PaymentMemory memory;
    private final IdBlocks paymentIds = new IdBlocks();
    private final IdBlocks authorizationIds = new IdBlocks();
    private final ThreadLocal<Boolean> isAtWork = ThreadLocal.withInitial(() -> false);

    /**
     * Units of work of a database whose tables are up to date.
     *
     * @param writers connections that lock the rows that they change
     * @param readers connections that see one state for the whole of a unit of work
     */
    public JooqUnitOfWork(Engine engine, DataSource writers, DataSource readers) {
        this(engine, writers, readers, Pause.random());
    }

    JooqUnitOfWork(Engine engine, DataSource writers, DataSource readers, Pause pause) {
        this.engine = engine;
        boolean isElsewhere = engine.dialect() == SQLDialect.POSTGRES;
        this.writers = new Connections(writers, isElsewhere);
        this.readers = new Connections(readers, isElsewhere);
        this.pause = pause;
        this.memory = new PaymentMemory(engine.dialect());
    }

    /** Reads what payments need to have in memory: before that nobody can look up an order number on an H2. */
    public void prepare() {
        Function<JooqStores, Boolean> toPrepare = stores -> {
            stores.work().orderNumbers().prepare();
            return true;
        };
        alone(() -> writeOnce(toPrepare, Reading.READ));
    }

    @Override
    public <T> T write(Function<Stores, T> work) {
        try {
            return write(work, Reading.REMEMBERED);
        } catch (RestsOnMemory e) {
            return write(work, Reading.READ);
        }
    }

    private <T> T write(Function<Stores, T> work, Reading atLeast) {
        int lockTimeouts = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                return afresh(() -> writeOnce(work, atLeast));
            } catch (StorageFailure failure) {
                if (failure.category() != StorageFailure.Category.CONFLICT) {
                    throw failure;
                }
                if (Failures.isLockTimeout(failure)) {
                    memory.conflictLasted();
                    lockTimeouts++;
                } else {
                    memory.conflictHappened();
                }
                if (attempt == MAX_ATTEMPTS || lockTimeouts == MAX_LOCK_TIMEOUTS) {
                    throw failure;
                }
                LOG.debug("A unit of work conflicted with another at attempt {}", attempt, failure);
            }
            pause.after(attempt);
        }
    }

    @Override
    public <T> T read(Function<Stores, T> work) {
        return afresh(() -> readOnce(work));
    }

    // In place of a connection that was cut off, as by a quick restart or by somebody who ended it, there mostly is a
    // new one at once, and whoever waits for an answer need not hear of it.
    private <T> T afresh(SqlSupplier<T> work) {
        try {
            return alone(work);
        } catch (StorageFailure failure) {
            if (!Failures.isCutOff(failure)) {
                throw failure;
            }
            LOG.info(
                    "A connection to the database was cut off ({}); trying once more on another one",
                    Failures.reason(failure));
            return alone(work);
        }
    }

    private <T> T writeOnce(Function<? super JooqStores, T> work, Reading atLeast) throws SQLException {
        Connection connection = connect(writers);
        try {
            return writeOnce(connection, work, atLeast);
        } finally {
            giveBack(connection);
        }
    }

    private <T> T writeOnce(Connection connection, Function<? super JooqStores, T> work, Reading atLeast)
            throws SQLException {
        JooqStores stores = stores(connection, true, atLeast);
        End end = End.UNKNOWN;
        try {
            T result;
            try {
                engine.begin(connection);
                result = work.apply(stores);
                stores.beforeCommit();
            } catch (Throwable failure) {
                end = rollBack(connection, failure);
                throw failure;
            }
            commit(connection, stores.work().wrote());
            end = End.COMMITTED;
            stores.work().committed();
            return result;
        } finally {
            stores.work().orderNumbers().ended(end);
        }
    }

    // Somebody else may have closed it since the commit, as an H2 whose file has failed. What is committed stays so: to
    // fail here would say that nothing was written, or write it once more.
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("A connection failed when it was given back", e);
        }
    }

    private <T> T readOnce(Function<Stores, T> work) throws SQLException {
        try (Connection connection = connect(readers)) {
            JooqStores stores = stores(connection, false, Reading.READ);
            T result;
            try {
                engine.begin(connection);
                result = work.apply(stores);
                connection.rollback();
                engine.awaitDurable(connection);
            } catch (SQLException | DataAccessException failure) {
                StorageFailure translated = Failures.whileReading(failure);
                rollBack(connection, translated);
                throw translated;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            } finally {
                stores.work().orderNumbers().ended(End.ROLLED_BACK);
            }
            return result;
        }
    }

    private Connection connect(Connections connections) {
        try {
            engine.beforeConnecting();
            return connections.take();
        } catch (SQLException failure) {
            if (engine.cannotConnect(failure)) {
                return connectAgain(connections);
            }
            throw Failures.whileConnecting(failure);
        }
    }

    private static Connection connectAgain(Connections connections) {
        try {
            return connections.take();
        } catch (SQLException failure) {
            throw Failures.whileConnecting(failure);
        }
    }

    private void commit(Connection connection, boolean wrote) {
        try {
            engine.commit(connection, wrote);
        } catch (SQLException failure) {
            StorageFailure translated = wrote ? Failures.whileCommitting(failure) : Failures.beforeCommit(failure);
            rollBack(connection, translated);
            throw translated;
        }
    }

    private JooqStores stores(Connection connection, boolean isWriting, Reading atLeast) {
        PaymentWork work = new PaymentWork(engine, connection, isWriting, memory, atLeast);
        return new JooqStores(work, paymentIds, authorizationIds);
    }

    private End rollBack(Connection connection, Throwable failure) {
        // An interrupt that came meanwhile would spoil this, too.
        return sheltered(() -> rollBackUndisturbed(connection, failure));
    }

    private End rollBackUndisturbed(Connection connection, Throwable failure) {
        End end = End.ROLLED_BACK;
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
            end = End.UNKNOWN;
            // The pool would roll it back once more, and on an H2 that could not read its file that may never end.
            afterFailure(connection, e);
        }
        afterFailure(connection, failure);
        return end;
    }

    private void afterFailure(Connection connection, Throwable failure) {
        engine.afterFailure(connection, failure);
        if (Failures.isLoss(failure)) {
            writers.renew();
            readers.renew();
        }
    }

    // A unit of work within another would take a second connection while it holds the first: with all threads doing so,
    // the pool runs dry and nobody ever gets on.
    //
    // An interrupt has to wait, because H2 closes its file under everybody when a thread that uses it is interrupted.
    private <T> T alone(SqlSupplier<T> work) {
        if (isAtWork.get()) {
            throw new IllegalStateException("units of work do not nest");
        }
        isAtWork.set(true);
        try {
            return sheltered(() -> {
                try {
                    return work.get();
                } catch (SQLException | DataAccessException failure) {
                    throw Failures.beforeCommit(failure);
                }
            });
        } finally {
            isAtWork.remove();
        }
    }

    // Keeps an interrupt that is there for later.
    private static <T> T sheltered(Supplier<T> work) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Something that talks to the database and yields a result. */
    private interface SqlSupplier<T> {
        T get() throws SQLException;
    }
}
