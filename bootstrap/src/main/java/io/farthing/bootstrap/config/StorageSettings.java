package io.farthing.bootstrap.config;

import io.farthing.domain.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is kept.
 *
 * @param dataDirectory the folder of the embedded database and of the operator token
 * @param databaseUrl the JDBC URL, unless the embedded database in the data folder is used
 * @param databaseUser the name with which the database is logged in to
 * @param databasePassword the password that goes with it
 * @param databasePoolSize how many connections are held open at most, for reading and for writing each
 */
public record StorageSettings(
        @Setting(
                key = "data-dir",
                defaultValue = "farthing-data",
                description = "The folder of the embedded database and of the operator token; made when missing.")
        Path dataDirectory,

        @Setting(
                key = "database.url",
                description = "The JDBC URL of an H2 or PostgreSQL database, such as"
                        + " jdbc:postgresql://localhost/farthing; without one, an H2 database in the data folder.")
        Optional<String> databaseUrl,

        @Setting(key = "database.user", description = "The name with which the database is logged in to.")
        Optional<String> databaseUser,

        @Setting(key = "database.password", description = "The password that goes with database.user.")
        Optional<Secret> databasePassword,

        @Setting(
                key = "database.pool-size",
                defaultValue = "8",
                description =
                        "How many connections to the database are held open at most, for reading and for writing each.",
                min = 2,
                max = 200)
        int databasePoolSize) {

    /** The JDBC URL in use: the one that was set, or that of the embedded database. */
    public String effectiveDatabaseUrl() {
        return databaseUrl.orElseGet(() ->
                "jdbc:h2:file:" + dataDirectory.toAbsolutePath().normalize().resolve("farthing"));
    }

    /** The file with the operator token, where none was set. */
    public Path operatorTokenFile() {
        return dataDirectory.resolve("operator-token");
    }

    /** The JDBC URL without its parameters, which may hold a password. */
    public String databaseLocation() {
        return effectiveDatabaseUrl().split("[?;]", 2)[0].replaceFirst("//[^/]*@", "//");
    }
}
