package io.farthing.persistence;

import io.farthing.application.spi.AdapterFailure;
import io.farthing.application.spi.Setting;
import io.farthing.domain.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the operator can set of the database.
 *
 * @param url the JDBC URL, unless the embedded database in the data folder is used
 * @param user the name with which the database is logged in to
 * @param password the password that goes with it
 * @param poolSize how many connections are held open at most, for reading and for writing each
 */
public record DatabaseOptions(
        @Setting(
                key = "database.url",
                description = "The JDBC URL of an H2 or PostgreSQL database, such as"
                        + " jdbc:postgresql://localhost/farthing; without one, an H2 database in the data folder.")
        Optional<String> url,

        @Setting(key = "database.user", description = "The name with which the database is logged in to.")
        Optional<String> user,

        @Setting(key = "database.password", description = "The password that goes with database.user.")
        Optional<Secret> password,

        @Setting(
                key = "database.pool-size",
                defaultValue = "8",
                description =
                        "How many connections to the database are held open at most, for reading and for writing each.",
                min = DatabaseSettings.MIN_POOL_SIZE,
                max = DatabaseSettings.MAX_POOL_SIZE)
        int poolSize) {

    /**
     * Refuses a name or a password without a URL: whoever forgot the URL of a PostgreSQL would get an empty database in the
     * data folder and keep money there, and whoever later leaves them out could not open that any more.
     */
    public DatabaseOptions {
        if (url.isEmpty() && (user.isPresent() || password.isPresent())) {
            String given = user.isPresent() ? "database.user" : "database.password";
            throw new IllegalArgumentException(
                    given + " is set, and database.url is not, which says where to log in. Set"
                            + " it, such as to jdbc:postgresql://localhost/farthing, or remove " + given
                            + ". A database in the data folder that was made with it is opened by naming its file,"
                            + " such as jdbc:h2:file:./farthing-data/farthing");
        }
    }

    /** The URL may hold a password. */
    @Override
    public String toString() {
        return "DatabaseOptions[hidden]";
    }

    /**
     * Where the database is and how to get in.
     *
     * @param dataFolder asked only when the database is to be in the data folder
     * @throws IllegalArgumentException when the database that is asked for is not supported
     * @throws AdapterFailure when the data folder cannot hold one
     */
    DatabaseSettings resolve(Supplier<Path> dataFolder) {
        return new DatabaseSettings(url.orElseGet(() -> embedded(dataFolder.get())), user, password, poolSize);
    }

    private static String embedded(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve("farthing");
        if (file.toString().contains(";")) {
            // H2 knows no way to write one that is part of a path.
            throw new AdapterFailure(
                    AdapterFailure.Category.SETTINGS,
                    "The path of the data folder, " + file.getParent() + ", has a semicolon, behind which H2 expects"
                            + " parameters: set data-dir to a folder without one, or database.url to a database"
                            + " elsewhere.");
        }
        return "jdbc:h2:file:" + file;
    }
}
