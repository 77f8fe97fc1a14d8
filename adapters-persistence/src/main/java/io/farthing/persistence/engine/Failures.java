package io.farthing.persistence.engine;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.persistence.h2.H2Errors;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one place that says what a failure of a database means. Sources: PostgreSQL's appendix A, H2's ErrorCode. Thread-safe:
 * no state.
 */
public final class Failures {

    // PostgreSQL's class of errors for resources that have run out: disk, memory, connections, a configured limit.
    private static final String RESOURCES = "53";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String POSTGRES_LOCK_TIMEOUT = "55P03";
    private static final String POSTGRES_PERMISSION_DENIED = "42501";
    private static final String POSTGRES_NO_SCHEMA = "3F000";
    static final String POSTGRES_READ_ONLY = "25006";

    // A statement that a connection has prepared is there already, or is not there: somebody else's session.
    private static final Set<String> POSTGRES_WRONG_SESSION = Set.of("42P05", "26000");

    // There is no connection, in general, or not any more, or it broke off; PostgreSQL: ended by its operator, or it
    // crashed; H2: the connection is broken; the database is closed or closing, because of another connection.
    private static final Set<String> CUT_OFF =
            Set.of("08000", "08003", "08006", "57P01", "57P02", "90067", "90098", "90121");

    private static final String H2_LOCK_TIMEOUT = "HYT00";
    private static final String H2_FILE_MISSING = "90146";
    private static final String H2_FILE_CORRUPT = "90030";
    private static final String H2_READ_ONLY = "90097";

    // No database there, three times; a URL that H2 does not understand; a setting that it does not know, or not with
    // another one; a relative path; a file that cannot be made or is not there where the URL says.
    private static final Set<String> H2_SETTINGS =
            Set.of("90013", H2_FILE_MISSING, "90149", "90046", "90113", "90021", "90011", "90062", "90124");

    // H2's store itself, and what Linux, macOS and Windows say.
    private static final Pattern NOT_TO_BE_WRITTEN =
            Pattern.compile("store is read-only|Permission denied|Read-only file system|Access is denied");
    private static final Pattern NO_ROOM =
            Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");

    // The driver sends the JVM's, whatever Java calls it; the rest may be in any language.
    private static final Pattern POSTGRES_TIME_ZONE = Pattern.compile("\"TimeZone\"");

    // Where in a statement of ours PostgreSQL found the fault.
    private static final Pattern POSITION = Pattern.compile("\\s*Position: \\d+");

    private Failures() {}

    /** There is no connection to be had, for whatever reason. */
    public static StorageFailure whileConnecting(Throwable failure) {
        String sentence = H2Errors.misplaced(failure).orElseGet(() -> sentence(Category.UNAVAILABLE));
        return new StorageFailure(Category.UNAVAILABLE, sentence, failure);
    }

    /** A failure before the commit: nothing was written. */
    public static StorageFailure beforeCommit(Throwable failure) {
        Category category = category(failure);
        return new StorageFailure(category, sentence(category), failure);
    }

    /** A failure of a unit of work that only reads: if it wrote, that is its own fault, and not the database's. */
    public static StorageFailure whileReading(Throwable failure) {
        Category category = hasState(failure, POSTGRES_READ_ONLY) ? Category.FAULT : category(failure);
        return new StorageFailure(category, sentence(category), failure);
    }

    /** Rows were changed by somebody else after they were read. */
    public static StorageFailure readOutOfDate(int rows) {
        String what = rows + " rows were changed by others after they were read";
        return new StorageFailure(
                Category.CONFLICT, sentence(Category.CONFLICT), new SQLTransactionRollbackException(what));
    }

    /**
     * A failure of the commit itself. A database that answers with an error has written nothing. One that no longer
     * answers, or could not say that it has forced the changes, may have written all of it.
     *
     * <p>That the disk or the memory is full is such an answer: PostgreSQL gives it as long as it can still roll back.
     * When it finds no room for the record that says "committed", it ends all connections instead, and that is a loss. An
     * H2 that could not write the commit into its file is lost, too, but known to have written nothing.
     */
    public static StorageFailure whileCommitting(Throwable failure) {
        Category before = category(failure);
        boolean isLost = before == Category.UNAVAILABLE && !isOutOfRoom(failure) && !H2Errors.isNothingWritten(failure);
        Category category = isLost ? Category.OUTCOME_UNKNOWN : before;
        return new StorageFailure(category, sentence(category), failure);
    }

    /** Whether the connection is of no use any more, whenever that was. */
    public static boolean isLoss(Throwable failure) {
        Category category = failure instanceof StorageFailure known ? known.category() : category(failure);
        return (category == Category.UNAVAILABLE || category == Category.OUTCOME_UNKNOWN) && !isOutOfRoom(failure);
    }

    /**
     * Whether nothing was written because the connection was ended, by the database or in between, so that another one may
     * well do. Not so when none could be had, when nobody answered for long, or when an H2 has lost its file.
     */
    public static boolean isCutOff(StorageFailure failure) {
        return failure.category() == Category.UNAVAILABLE
                && hasState(failure, CUT_OFF::contains)
                && !H2Errors.isFileLost(failure)
                && H2Errors.misplaced(failure).isEmpty()
                && causes(failure)
                        .noneMatch(cause -> cause instanceof SQLTransientConnectionException
                                || cause instanceof SocketTimeoutException);
    }

    /** The database cannot be used at all, perhaps because a host has other versions of the libraries. */
    public static RuntimeException whileOpening(Access access, Throwable failure) {
        String why = H2Errors.isInUse(failure)
                ? "another process has it open; stop that one, or choose another data folder or database URL"
                : migration(failure).map(MigrationFailure::getMessage).orElseGet(() -> inOneLine(why(root(failure))));
        if (failure instanceof LinkageError) {
            why = "a library has another version than Farthing needs, take the one that farthing-parent names: " + why;
        }
        return new StorageFailure(
                category(failure), "the database " + access.location() + " cannot be opened: " + why, failure);
    }

    /** A host's database cannot be used, perhaps because its pool is too small for what is borrowed. */
    public static RuntimeException whileJoining(Access access, int borrowed, Throwable failure) {
        RuntimeException refusal = whileOpening(access, failure);
        return root(failure) instanceof SQLTransientConnectionException
                ? new StorageFailure(
                        category(failure),
                        refusal.getMessage() + "; up to " + borrowed
                                + " connections are borrowed: let the data source have that many to spare, or name a smaller"
                                + " pool size",
                        failure)
                : refusal;
    }

    /** What went wrong in the first place, without the statement in which it did. */
    public static String reason(Throwable failure) {
        Throwable root = root(failure);
        String message = H2Errors.message(root);
        return message == null ? root.getClass().getSimpleName() : inOneLine(message);
    }

    private static Optional<MigrationFailure> migration(Throwable failure) {
        return causes(failure)
                .filter(MigrationFailure.class::isInstance)
                .map(MigrationFailure.class::cast)
                .findFirst();
    }

    // Java says of a machine that nobody knows no more than its name, and of one that is mute that reading took long.
    private static String why(Throwable root) {
        if (root instanceof UnknownHostException) {
            return "no machine of the name " + root.getMessage() + " is known";
        }
        return root instanceof SocketTimeoutException
                ? "there is no answer; see whether it hangs, or a pooler in between has no place left"
                : String.valueOf(root.getMessage());
    }

    // Without the full stop of drivers that end with one, because a sentence goes on behind it or ends there with ours.
    private static String inOneLine(String message) {
        return POSITION.matcher(message)
                .replaceAll("")
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceFirst("\\.\\s*$", "");
    }

    /**
     * What to do about a database that could not be opened with the settings of the server, a sentence after a space;
     * empty when the failure says it itself, or the settings have nothing to do with it.
     */
    public static String whatToDoAboutOpening(StorageFailure failure) {
        Throwable root = root(failure);
        boolean isTimeout = root instanceof SQLTransientConnectionException;
        // What we find wrong ourselves has no state, and says what to do.
        boolean isOurs = root instanceof SQLException sql && sql.getSQLState() == null && !isTimeout;
        if (isOurs || H2Errors.isInUse(failure)) {
            return "";
        }
        // All that PostgreSQL's driver says of a number that it cannot read.
        if (root instanceof NumberFormatException) {
            return " Where database.url sets a number, write a whole one.";
        }
        if (hasState(failure, POSTGRES_PERMISSION_DENIED)) {
            return " If there are migrations to run, start once with database.user set to the role that owns the database:"
                    + " docs/operating.md says how.";
        }
        if (hasState(failure, POSTGRES_WRONG_SESSION::contains)) {
            return " A pooler in between has to run in session mode.";
        }
        if (hasState(failure, POSTGRES_READ_ONLY)) {
            return " If it is a standby, name the primary in database.url, or name all machines and add"
                    + " targetServerType=primary; otherwise see why default_transaction_read_only is on.";
        }
        if (hasState(failure, POSTGRES_NO_SCHEMA)) {
            return " Make a schema if there is none, and name it as currentSchema in database.url.";
        }
        if (hasMessage(failure, POSTGRES_TIME_ZONE)) {
            return " Start Java with one that PostgreSQL knows, too, such as -Duser.timezone=UTC.";
        }
        if (migration(failure).isPresent()) {
            return "";
        }
        if (H2Errors.isOfH2(failure)) {
            Optional<String> ofTheFile = whatToDoAboutFile(failure);
            if (ofTheFile.isPresent()) {
                return ofTheFile.get();
            }
        }
        boolean isOfTheSettings =
                isTimeout || hasState(failure, Failures::isNoWayIn) || hasState(failure, H2_SETTINGS::contains);
        return isOfTheSettings ? " Check that database.url, database.user and database.password are right." : "";
    }

    // H2 says what happened to its file in its store's codes, or in its own, or in a text of the operating system's.
    private static Optional<String> whatToDoAboutFile(Throwable failure) {
        if (hasState(failure, H2_READ_ONLY) || hasMessage(failure, NOT_TO_BE_WRITTEN)) {
            return Optional.of(
                    " The server has to be allowed to write to the database's file and to its folder: see who"
                            + " owns them, and whether the disk is mounted read-only.");
        }
        if (hasMessage(failure, NO_ROOM)) {
            return Optional.of(" Make room on the disk and start again; nothing that was answered is lost.");
        }
        boolean isCorrupt = hasState(failure, H2_FILE_CORRUPT) || H2Errors.isStoreCorrupt(failure);
        return isCorrupt
                ? Optional.of(" The file is damaged: keep it, and restore the newest backup in its place.")
                : Optional.empty();
    }

    private static boolean hasMessage(Throwable failure, Pattern text) {
        return causes(failure)
                .anyMatch(cause -> cause.getMessage() != null
                        && text.matcher(cause.getMessage()).find());
    }

    // No connection, no such user or not that password, no such database.
    private static boolean isNoWayIn(String state) {
        return state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
    }

    private static Category category(Throwable failure) {
        if (H2Errors.isFileLost(failure)) {
            return Category.UNAVAILABLE;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return Category.UNAVAILABLE;
            }
            // jOOQ puts one without a state around what the driver says when a value cannot be read.
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return category(sql.getSQLState());
            }
        }
        return Category.FAULT;
    }

    private static Category category(String state) {
        if (state.startsWith("08") || state.startsWith(RESOURCES)) {
            return Category.UNAVAILABLE;
        }
        return switch (state) {
            // Serialization failure; H2: deadlock.
            case "40001" -> Category.CONFLICT;
            // PostgreSQL: deadlock.
            case "40P01" -> Category.CONFLICT;
            // A lock was waited for too long.
            case POSTGRES_LOCK_TIMEOUT, H2_LOCK_TIMEOUT -> Category.CONFLICT;
            // A unique constraint. Stores look before they write, so somebody else was quicker: next time they see it.
            case "23505" -> Category.CONFLICT;
            // H2: the row was changed meanwhile.
            case "90131" -> Category.CONFLICT;
            // CockroachDB: the outcome is ambiguous. Of a commit it may have been written, of anything else it was not.
            case "40003" -> Category.UNAVAILABLE;
            // PostgreSQL: shutting down, crashed, starting; cancelled by a time limit; tired of waiting for us within a
            // transaction; a standby, or one whose connections have been read-only since they were made.
            case "57P01", "57P02", "57P03", "57014", "25P03", POSTGRES_READ_ONLY -> Category.UNAVAILABLE;
            // H2: the file is in use by another process; the connection is broken; the database is closed or closing.
            case H2Errors.FILE_IN_USE, "90067", "90098", "90121" -> Category.UNAVAILABLE;
            default -> Category.FAULT;
        };
    }

    private static String sentence(Category category) {
        return switch (category) {
            case CONFLICT -> "concurrent units of work stood in each other's way; nothing was written";
            case UNAVAILABLE ->
                "the database cannot be reached, is overloaded, read-only or has no room; nothing was written";
            case OUTCOME_UNKNOWN -> "the database was lost during a commit; whether it was written is not known";
            case FAULT -> "the database refused the work; nothing was written";
        };
    }

    /** Whether somebody else held a lock for longer than we wait for one. */
    public static boolean isLockTimeout(Throwable failure) {
        return hasState(failure, POSTGRES_LOCK_TIMEOUT) || hasState(failure, H2_LOCK_TIMEOUT);
    }

    /** Whether an H2 database that had to exist does not. */
    public static boolean isMissing(Throwable failure) {
        return hasState(failure, H2_FILE_MISSING);
    }

    // The connection still works, unlike one that was turned away because there are too many.
    private static boolean isOutOfRoom(Throwable failure) {
        return hasState(failure, state -> state.startsWith(RESOURCES) && !state.equals(TOO_MANY_CONNECTIONS));
    }

    private static boolean hasState(Throwable failure, String state) {
        return hasState(failure, state::equals);
    }

    private static boolean hasState(Throwable failure, Predicate<String> meant) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && meant.test(sql.getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
