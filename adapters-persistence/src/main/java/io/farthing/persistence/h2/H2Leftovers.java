package io.farthing.persistence.h2;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import org.h2.engine.Database;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes commits amid which a process was killed.
 *
 * <p>H2 notes that a transaction is committed, and then goes through all rows that it has changed to say so in each. A large
 * one is written to the file in between, because what H2 keeps in memory is bounded. Who opens such a file has to go through
 * the rest; H2 means to, but version 2.5.252 does nothing for a transaction that it finds committed
 * ({@code Transaction.commit}; earlier ones did). Then half of a commit would be seen, for good, and whoever wants to
 * change a row of the other half would wait for ever, in a circle that no time limit ends.
 */
final class H2Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(H2Leftovers.class);

    private H2Leftovers() {}

    /**
     * Finishes what was left in this database; whether there was anything. Sessions that work in it meanwhile are not
     * disturbed.
     */
    static boolean finish(Database database) throws SQLException {
        TransactionStore transactions = database.getStore().getTransactionStore();
        boolean isAny = false;
        for (Transaction each : transactions.getOpenTransactions()) {
            if (each.getStatus() == Transaction.STATUS_COMMITTED && isLeft(each)) {
                finish(each, transactions);
                isAny = true;
            }
        }
        if (isAny) {
            LOG.info("A commit amid which the database was closed is finished");
        }
        return isAny;
    }

    /** Whether it was there before any session. */
    private static boolean isLeft(Transaction transaction) throws SQLException {
        try {
            Field owner = Transaction.class.getDeclaredField("ownerId");
            owner.setAccessible(true);
            return owner.getInt(transaction) == 0;
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    // As Transaction.commit does where H2 does it itself.
    private static void finish(Transaction transaction, TransactionStore transactions) throws SQLException {
        try {
            Method commit = TransactionStore.class.getDeclaredMethod("commit", Transaction.class, boolean.class);
            Method end = TransactionStore.class.getDeclaredMethod("endTransaction", Transaction.class, boolean.class);
            commit.setAccessible(true);
            end.setAccessible(true);
            commit.invoke(transactions, transaction, true);
            end.invoke(transactions, transaction, true);
        } catch (InvocationTargetException e) {
            throw new SQLException("a commit that had been broken off could not be finished", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    private static SQLException otherVersion(ReflectiveOperationException e) {
        return new SQLException(
                "it was closed amid a commit, and this version of H2 does not let us finish that; use the version that"
                        + " farthing-parent names",
                e);
    }
}
