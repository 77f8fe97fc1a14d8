package io.farthing.persistence.h2;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** URLs of H2: what an operator may say in one, and the options that H2 is opened with. Thread-safe: no state. */
public final class H2Url {

    private static final String IN_MEMORY = "jdbc:h2:mem:";

    /** What the path of a file comes after, unless it has our scheme already. */
    private static final Pattern FILE = Pattern.compile("^(jdbc:h2:(?!mem:)(?:file:)?)(?!" + H2FilePath.SCHEME + ":)");

    /** Ours to choose, see {@link #OPTIONS}; a URL that sets one of them to something else is refused. */
    private static final List<String> RESERVED = List.of(
            "WRITE_DELAY",
            "DB_CLOSE_ON_EXIT",
            "DB_CLOSE_DELAY",
            "LOCK_TIMEOUT",
            "MODE",
            "CACHE_SIZE",
            "QUERY_CACHE_SIZE",
            "OPTIMIZE_REUSE_RESULTS",
            "AUTO_COMPACT_FILL_RATE",
            "AUTO_SERVER",
            "CIPHER",
            "FILE_LOCK",
            "DATABASE_TO_UPPER",
            "DATABASE_TO_LOWER",
            "CASE_INSENSITIVE_IDENTIFIERS",
            "ACCESS_MODE_DATA",
            "TRACE_LEVEL_FILE");

    // Names are lower case, as they are to PostgreSQL.
    //
    // H2 must not close itself when the process is told to end, because payments are still being finished then, nor
    // when the pool happens to have no connection. Whoever commits writes, because a file in which two commits overlap
    // cannot always be opened again; H2Commits makes them durable. Every statement of the payment path stays prepared,
    // and does not keep its last result, which nobody asks for twice.
    //
    // Whoever executes a statement is told what went wrong with it: H2 need not keep that in a file of its own, too.
    //
    // The cache holds pages as objects. Payments write more pages than any cache has room for, so a large one is mostly
    // pages that nobody needs any more, and the garbage collector copies them while everybody waits. The operating
    // system has the file in its own cache anyway.
    //
    // When it is closed H2 rewrites what is left of half-empty chunks, in steps of up to 16 MB. It has to leave them
    // alone unless very little of the file is used. Payments leave 7 per cent of it used when they are committed by
    // fives, and a quarter when they are by hundreds: an empty chunk is free for others anyway.
    private static final String OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000"
            + ";DATABASE_TO_LOWER=TRUE;CACHE_SIZE=2048;QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=FALSE"
            + ";AUTO_COMPACT_FILL_RATE=5;TRACE_LEVEL_FILE=0";

    // What a commit has replaced is free for others so many milliseconds later, when some commits have followed (see
    // H2Databases). 45 seconds, as H2 has it, are caution about disks that write later than they say. Under load that
    // is gigabytes, and a hundred thousand chunks that H2 keeps count of, which costs every commit some.
    private static final String RETENTION_TIME = "RETENTION_TIME";

    private static final int RETENTION_MS = 1000;

    private H2Url() {}

    /** Throws {@link IllegalArgumentException}, which says the way out, when the URL sets what is not the operator's. */
    public static void check(String url) {
        for (String parameter : parameters(url)) {
            String name = name(parameter);
            if (RESERVED.contains(name) && !isOurs(parameter)) {
                throw new IllegalArgumentException(
                        "the database URL sets " + name + ", which is not the operator's to choose: leave it out");
            }
        }
        if (url.split(";", -1)[0].equals(IN_MEMORY)) {
            // H2 would give every connection a database of its own.
            throw new IllegalArgumentException("the database in memory has no name: write " + IN_MEMORY + "farthing");
        }
    }

    /** Whether the database of this URL is kept in no file. */
    public static boolean isInMemory(String url) {
        return url.startsWith(IN_MEMORY);
    }

    /** Whether the path of its file begins with {@link H2FilePath#SCHEME}. */
    public static boolean hasScheme(String url) {
        return url.startsWith("jdbc:h2:file:" + H2FilePath.SCHEME + ":");
    }

    /** The URL to open H2 with. H2 takes no parameter twice. Files are opened as {@link H2FilePath}s. */
    public static String withOptions(String url) {
        StringBuilder complete =
                new StringBuilder(FILE.matcher(url.split(";", -1)[0]).replaceFirst("$1" + H2FilePath.SCHEME + ":"));
        parameters(url).stream()
                .filter(given -> !isOurs(given))
                .forEach(given -> complete.append(';').append(given));
        if (parameters(url).stream().noneMatch(given -> name(given).equals(RETENTION_TIME))) {
            complete.append(';').append(RETENTION_TIME).append('=').append(RETENTION_MS);
        }
        return complete.append(OPTIONS).toString();
    }

    /** Whether a parameter of the URL only says what {@link #OPTIONS} say anyway. */
    private static boolean isOurs(String parameter) {
        return (OPTIONS + ";").contains(";" + parameter.toUpperCase(Locale.ROOT) + ";");
    }

    private static String name(String parameter) {
        return parameter.replaceFirst("=.*", "").toUpperCase(Locale.ROOT);
    }

    private static List<String> parameters(String url) {
        List<String> parts = List.of(url.split(";", -1));
        return parts.subList(1, parts.size());
    }
}
