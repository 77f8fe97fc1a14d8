package io.farthing.persistence;

import io.farthing.domain.secret.Secret;
import io.farthing.persistence.engine.Access;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is and how to get in.
 *
 * @param url a JDBC URL: {@code jdbc:h2:file:…} for the embedded database in a file, {@code jdbc:h2:mem:…} for one that
 *     is gone when the process ends, or {@code jdbc:postgresql://…}
 * @param user who logs in; none where the URL says so or the database asks for none
 * @param password the user's password, if any
 * @param poolSize how many units of work may write at once, and how many more may read at once:
 *     {@value #MIN_POOL_SIZE} to {@value #MAX_POOL_SIZE}
 */
public record DatabaseSettings(String url, Optional<String> user, Optional<Secret> password, int poolSize)
        implements Access {

    /** Migrations take two connections, and a check of the books keeps one while others read. */
    public static final int MIN_POOL_SIZE = 2;

    /** The most units of work of one kind at once. */
    public static final int MAX_POOL_SIZE = 200;

    private static final int USUAL_POOL_SIZE = 8;

    private static final Pattern SUPPORTED = Pattern.compile(
            "jdbc:(postgresql:|h2:(mem:|file:|nio:|async:|~|\\.|/|[A-Za-z]:[/\\\\])).*", Pattern.DOTALL);

    // What stands before an @ the driver takes for a machine and its port, and tells it when it finds none. A URL that
    // has no slash behind the machine it logs as a whole.
    private static final Pattern TOLD_BY_DRIVER = Pattern.compile("jdbc:postgresql:([^?]*@|//[^/?]+(\\?|$))");

    private static final Pattern KIND = Pattern.compile("jdbc:[a-z0-9]{1,20}:([a-z]{1,10}:)?");

    /** Refuses a database that is not supported, a URL that would be told, and a pool of too few or too many connections. */
    public DatabaseSettings {
        if (!SUPPORTED.matcher(url).matches()) {
            throw new IllegalArgumentException("the database URL " + beginning(url)
                    + "must begin with jdbc:h2:file: or jdbc:h2:mem: (embedded) or jdbc:postgresql:");
        }
        if (TOLD_BY_DRIVER.matcher(url).lookingAt()) {
            throw new IllegalArgumentException(
                    "the database URL must have the form jdbc:postgresql://localhost/farthing?user=…;"
                            + " user and password cannot stand in front of the machine");
        }
        if (poolSize < MIN_POOL_SIZE || poolSize > MAX_POOL_SIZE) {
            throw new IllegalArgumentException(
                    "the database pool size is " + poolSize + " but must be " + MIN_POOL_SIZE + " to " + MAX_POOL_SIZE);
        }
    }

    /** A database without a user and a password of its own, or with both in its URL, and as many connections as usual. */
    public static DatabaseSettings of(String url) {
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), USUAL_POOL_SIZE);
    }

    /** The same with that many connections. */
    DatabaseSettings withPoolSize(int connections) {
        return new DatabaseSettings(url, user, password, connections);
    }

    /** The URL up to its parameters, which may hold a password: for messages and logs. */
    @Override
    public String location() {
        int end = 0;
        while (end < url.length() && "?;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + location() + "]";
    }

    // Only what can hold no secret, however wrong the text is.
    private static String beginning(String url) {
        Matcher matcher = KIND.matcher(url);
        return matcher.lookingAt() ? "begins with " + matcher.group() + " but " : "";
    }
}
