package io.farthing.persistence.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.h2.engine.Database;
import org.h2.mvstore.MVStore;

/**
 * Commits of an H2, each of which is on the disk when it is told of.
 *
 * <p>A commit of H2 is visible to others before it is on disk. So commits and forces take turns here, and whoever has
 * seen a commit that is not forced yet waits until it is; {@code docs/adr/0003-durability.md} says why. A database that has
 * failed is a matter for {@link H2Databases}. Thread-safe.
 */
public final class H2Commits {

    private static final long WRITER_CHECK_NANOS = 20_000;

    // SQL's own class of states for resources that there are not enough of: the connection is none the worse for it.
    private static final String NO_TURN = "53000";

    private final H2Databases databases;
    private final Duration patience;

    private final H2PageGatherer gatherer = new H2PageGatherer();

    // What is found at the start was perhaps never forced either.
    private volatile boolean isForced;

    /**
     * Commits to {@code databases}, which all who commit to them have in common.
     *
     * @param patience for so long somebody waits for a disk that does not take what another one has committed
     */
    public H2Commits(H2Databases databases, Duration patience) {
        this.databases = databases;
        this.patience = patience;
    }

    /**
     * Commits. When it returns, what was written and what was seen are on the disk, and the file is where it was opened. When
     * it throws after something was written, nobody knows whether that was committed, unless the turn was waited for in
     * vain, or it is {@link NothingWritten}: then it was not.
     *
     * @param wrote whether there is anything to be made durable
     */
    public void commit(Connection connection, boolean wrote) throws SQLException {
        if (!wrote) {
            connection.commit();
            awaitDurable(connection);
            return;
        }
        awaitTurn();
        try {
            isForced = false;
            BooleanSupplier mayBeWritten = databases.mayWriteFromNowOn(connection);
            try {
                change(connection);
                force(connection);
            } catch (SQLException e) {
                throw mayBeWritten.getAsBoolean() ? e : new NothingWritten(e);
            }
        } finally {
            databases.turn.unlock();
        }
        databases.requireFileInPlace();
    }

    /** A commit failed, and nothing of it has got into the file, as when the disk is full. */
    static final class NothingWritten extends SQLException {

        private static final long serialVersionUID = 1;

        NothingWritten(SQLException failure) {
            super(
                    "the commit could not be written; nothing of it is in the file",
                    H2Databases.CONNECTION_LOST,
                    failure);
        }
    }

    // H2 may write to the file when everything is changed already, and say that this failed. It closes the database
    // then, while it has its store locked; others who close it lock the two in this order.
    private void change(Connection connection) throws SQLException {
        Database database = H2Databases.database(connection);
        synchronized (database) {
            try {
                if (!databases.isInMemory) {
                    databases.freeRoom();
                    gatherer.beforeCommit(H2Databases.session(connection), database);
                }
                connection.commit();
            } catch (SQLException e) {
                throw databases.lost(connection, "the commit failed, and may have taken effect", e);
            }
        }
    }

    /**
     * Returns when everything that the connection may have seen until now is on the disk; throws when that cannot be said of
     * it.
     */
    public void awaitDurable(Connection connection) throws SQLException {
        if (!isForced) {
            awaitTurn();
            try {
                if (!isForced) {
                    force(connection);
                }
            } finally {
                databases.turn.unlock();
            }
        }
        // What was seen in a database that has failed since may never have been on disk.
        if (H2Databases.session(connection).isClosed()) {
            throw new SQLException("the database has failed meanwhile", H2Databases.CONNECTION_LOST);
        }
        databases.requireFileInPlace();
    }

    // Whoever forces may have to wait for the disk for long, and nobody can call him back. The others need not.
    private void awaitTurn() throws SQLException {
        boolean isOurs = false;
        try {
            isOurs = databases.turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isOurs) {
            throw new SQLException("the disk has not taken an earlier commit in " + patience, NO_TURN);
        }
    }

    // H2 has written the commit by now, unless it is a host's with a background writer. That hands it to another
    // thread, and H2 alone would force the file before it is in there. Every store has a version, and the last one that
    // was written out can be asked for.
    private void force(Connection connection) throws SQLException {
        if (!databases.isInMemory) {
            try {
                MVStore store = H2Databases.store(connection);
                store.commit();
                long version = store.getCurrentVersion();
                while (store.getFileStore().lastChunkVersion() < version) {
                    if (store.getPanicException() != null) {
                        throw store.getPanicException();
                    }
                    if (store.isClosed()) {
                        throw new SQLException(
                                "the database was closed before it was written out", H2Databases.CONNECTION_LOST);
                    }
                    LockSupport.parkNanos(WRITER_CHECK_NANOS);
                }
                store.sync();
                // On a file that is closed it forces nothing, and does not say so.
                store.getFileStore().readFully(null, 0, 1);
            } catch (SQLException | RuntimeException e) {
                throw databases.lost(connection, "the commit could not be forced to the disk", e);
            }
        }
        isForced = true;
    }
}
