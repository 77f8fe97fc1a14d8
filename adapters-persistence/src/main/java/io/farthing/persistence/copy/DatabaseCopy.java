package io.farthing.persistence.copy;

import static java.util.stream.Collectors.joining;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.schema.Migrations;
import io.farthing.persistence.schema.UnfinishedCopy;
import io.farthing.persistence.store.JooqUnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Copies everything from one database to another, which has to be empty: from H2 to PostgreSQL or any other way round.
 *
 * <p>The source is read in one state and not changed. The target says in a table of its own how far the copy is, and
 * rows are committed together with that: a copy that was broken off, however it was, goes on where it stopped when it is
 * run again, and no row is missed or doubled. No server starts on the target before the copy is finished, which it is
 * when both databases were read once more and hold the same rows, and the books of the copy were checked. Should they not
 * hold the same, the next run begins from nothing.
 *
 * <p>Used by one thread.
 */
public final class DatabaseCopy {

    private final Function<UnitOfWork, VerifyLedger> ledger;
    private final Progress progress;
    private final CopySide source;
    private final CopySide target;
    private final CopyChecks checks;

    /** How durable the target's commits are when the copy ends. */
    private String synchronousCommit = "on";

    private DatabaseCopy(
            CopySide source, CopySide target, Function<UnitOfWork, VerifyLedger> ledger, Progress progress) {
        this.ledger = ledger;
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.checks = new CopyChecks(target);
    }

    /** What is being done to a table. */
    public enum Step {
        /** Rows are written to the target. */
        COPY,
        /** Rows are read from both databases and compared; each row counts twice. */
        COMPARE,
        /** The books of the copy are checked; of how many payments is known only about. */
        CHECK
    }

    /** Told how far the copy is, at the beginning and the end of each step and often in between; quick. */
    @FunctionalInterface
    public interface Progress {

        /**
         * A step is this far with a table.
         *
         * @param rows how many rows are done, those of an earlier run among them
         * @param of how many rows there are
         */
        void reached(Step step, String table, long rows, long of);
    }

    /**
     * What was copied.
     *
     * @param tables how many tables there are
     * @param rows how many rows they have
     * @param books what the check of the copy's books found; what differs there differed in the source
     */
    public record Report(int tables, long rows, VerifyLedger.Report books) {}

    /**
     * Copies all tables, sets the target's sequences behind the highest numbers, compares the two databases, and checks
     * the books of the copy.
     *
     * @param ledger what checks the books of a storage
     * @throws IllegalArgumentException when a URL has a parameter that is not allowed
     * @throws CopyProblem when it cannot be done or was broken off, with a sentence that says what to do
     * @throws StorageFailure when one of them cannot be opened; the message says which one and why
     */
    public static Report run(
            DatabaseSettings from, DatabaseSettings to, Function<UnitOfWork, VerifyLedger> ledger, Progress progress) {
        if (from.location().equals(to.location())) {
            throw new CopyProblem("The source and the target are the same database, " + from.location() + ".");
        }
        try (CopySide source = CopySide.source(from)) {
            CopyChecks.requireSource(source);
            // Only now: where there is no H2 yet, to open one is to make one.
            try (CopySide target = CopySide.target(to)) {
                return new DatabaseCopy(source, target, ledger, progress).run();
            }
        } catch (SQLException | FlywayException e) {
            throw brokenOff(e);
        }
    }

    private static CopyProblem brokenOff(Exception e) {
        return new CopyProblem(
                "The copy was broken off (" + e.getMessage()
                        + "). Put that right and start it again: it goes on where it stopped.",
                e);
    }

    private Report run() throws SQLException {
        List<CopiedTable> tables = CopiedTables.of(source.connection());
        CopyProgress state = beginOrResume(tables);
        target.engine().check(target.connections());
        for (CopiedTable table : tables) {
            copy(table, state);
        }
        Numbering.continueAfter(source, target, tables);
        target.connection().commit();
        long rows = 0;
        for (CopiedTable table : tables) {
            rows += compare(table, state);
        }
        target.connection().commit();
        VerifyLedger.Report books = checkBooks();
        finish(state);
        return new Report(tables.size(), rows, books);
    }

    private CopyProgress beginOrResume(List<CopiedTable> tables) throws SQLException {
        boolean isResumed = UnfinishedCopy.isIn(target.connection());
        if (!isResumed) {
            checks.requireNothingForeign();
            target.connection().commit();
            Migrations.run(target.connections(), target.engine());
        }
        checks.requireSameTables(tables);
        CopyProgress state;
        if (isResumed) {
            state = CopyProgress.resume(target);
        } else {
            checks.requireEmpty(tables);
            state = CopyProgress.begin(target);
            // Again: a server may have come and written before it could see that a copy is under way.
            undoIf(state, () -> {
                target.requireNoServer();
                checks.requireEmpty(tables);
            });
        }
        prepareToWrite();
        if (state.isSpoilt()) {
            empty(tables);
            state.forget();
            target.connection().commit();
        }
        return state;
    }

    private void undoIf(CopyProgress state, Check check) throws SQLException {
        try {
            check.run();
        } catch (CopyProblem problem) {
            state.end();
            target.connection().commit();
            throw problem;
        }
    }

    // What is written meanwhile need not be durable: the commit that declares the end is, and with it all before it.
    private void prepareToWrite() throws SQLException {
        if (target.isPostgres()) {
            synchronousCommit = target.text("show synchronous_commit");
            target.execute("set synchronous_commit = off");
            target.connection().commit();
        }
    }

    private void empty(List<CopiedTable> tables) throws SQLException {
        if (target.isPostgres()) {
            target.execute(
                    "truncate table " + tables.stream().map(CopiedTable::name).collect(joining(", ")));
        } else {
            for (int i = tables.size() - 1; i >= 0; i--) {
                target.execute("delete from " + tables.get(i).name());
            }
        }
    }

    private void copy(CopiedTable table, CopyProgress state) throws SQLException {
        TableLoader loader = TableLoader.of(target.engine(), target.connection());
        TablePages pages = new TablePages(source.connection(), table);
        long of = source.count(table);
        CopyProgress.Position position = state.position(table);
        progress.reached(Step.COPY, table.name(), position.rows(), of);
        List<@Nullable Object[]> page = pages.after(position.last());
        while (!page.isEmpty()) {
            Optional<List<Object>> last = Optional.of(pages.key(page.get(page.size() - 1)));
            CopyProgress.Position next = new CopyProgress.Position(position.rows() + page.size(), last);
            state.move(table, position, next);
            loader.load(table, page);
            target.connection().commit();
            position = next;
            progress.reached(Step.COPY, table.name(), position.rows(), of);
            page = pages.after(last);
        }
        if (target.isPostgres()) {
            target.execute("analyze " + table.name());
            target.connection().commit();
        }
    }

    private long compare(CopiedTable table, CopyProgress state) throws SQLException {
        long of = source.count(table) + target.count(table);
        progress.reached(Step.COMPARE, table.name(), 0, of);
        RowDigest expected = digest(source, table, 0, of);
        RowDigest found = digest(target, table, expected.rows(), of);
        if (!found.isOfSameRows(expected)) {
            target.connection().rollback();
            state.spoil();
            throw new CopyProblem("The table " + table.name() + " of " + target.location() + " (" + found.rows()
                    + " rows) is not what " + source.location() + " holds (" + expected.rows()
                    + " rows): one of them was changed while the copy was under way. Stop whatever uses them and start"
                    + " the copy again; it then begins from nothing.");
        }
        return found.rows();
    }

    private RowDigest digest(CopySide side, CopiedTable table, long before, long of) throws SQLException {
        TablePages pages = new TablePages(side.connection(), table);
        RowDigest digest = new RowDigest(table);
        List<@Nullable Object[]> page = pages.after(Optional.empty());
        while (!page.isEmpty()) {
            page.forEach(digest::add);
            progress.reached(Step.COMPARE, table.name(), before + digest.rows(), of);
            page = pages.after(Optional.of(pages.key(page.get(page.size() - 1))));
        }
        return digest;
    }

    private VerifyLedger.Report checkBooks() {
        try (HikariDataSource readers = target.readers()) {
            UnitOfWork copy = new JooqUnitOfWork(target.engine(), readers, readers);
            VerifyLedger.Report books = ledger.apply(copy)
                    .verify((payments, about) -> progress.reached(Step.CHECK, "payments", payments, about));
            progress.reached(Step.CHECK, "payments", books.payments(), books.payments());
            return books;
        } catch (StorageFailure e) {
            throw brokenOff(e);
        }
    }

    private void finish(CopyProgress state) throws SQLException {
        if (target.isPostgres()) {
            target.execute("set synchronous_commit = " + synchronousCommit);
        }
        state.end();
        target.engine().commit(target.connection(), true);
    }

    /** Something that is looked at before the copy begins. */
    private interface Check {
        void run() throws SQLException;
    }
}
