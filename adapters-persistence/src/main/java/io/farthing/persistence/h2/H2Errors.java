package io.farthing.persistence.h2;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * What H2's own exceptions say, wherever they are among the causes of a failure. H2's store has codes of its own, and H2 says
 * "general error" of some of them. Thread-safe: no state.
 */
public final class H2Errors {

    /** The state of an exception that says that somebody else has the file locked. */
    public static final String FILE_IN_USE = "90020";

    private static final Set<Integer> FILE_LOST = Set.of(
            DataUtils.ERROR_READING_FAILED,
            DataUtils.ERROR_WRITING_FAILED,
            DataUtils.ERROR_INTERNAL,
            DataUtils.ERROR_CLOSED,
            DataUtils.ERROR_FILE_CORRUPT);

    private static final Set<Integer> STORE_CORRUPT =
            Set.of(DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND);

    private H2Errors() {}

    /** Whether H2 has anything to do with it. */
    public static boolean isOfH2(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof JdbcException || cause instanceof MVStoreException);
    }

    /** Whether an H2 can neither read nor write its file any more. */
    public static boolean isFileLost(Throwable failure) {
        return isOfStore(failure, FILE_LOST);
    }

    /** Whether a commit failed of which nothing is in the file. */
    public static boolean isNothingWritten(Throwable failure) {
        return causes(failure).anyMatch(H2Commits.NothingWritten.class::isInstance);
    }

    /** Whether H2's store cannot make sense of what is in its file. */
    public static boolean isStoreCorrupt(Throwable failure) {
        return isOfStore(failure, STORE_CORRUPT);
    }

    private static boolean isOfStore(Throwable failure, Set<Integer> codes) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof MVStoreException store && codes.contains(store.getErrorCode()));
    }

    /** Whether an H2 file is locked, be it by another process or by a database in this one that nobody can reach. */
    public static boolean isInUse(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql && FILE_IN_USE.equals(sql.getSQLState()));
    }

    /** What is to be said of a file that is not where it was opened; none if that is not what happened. */
    public static Optional<String> misplaced(Throwable failure) {
        return causes(failure)
                .filter(OpenedFile.Misplaced.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** What a failure says, without the statement in which it happened. */
    public static @Nullable String message(Throwable failure) {
        return failure instanceof JdbcException h2 ? h2.getOriginalMessage() : failure.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
