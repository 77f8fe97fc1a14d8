package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.OpenStorageContract;
import io.farthing.persistence.h2.H2Url;
import io.farthing.persistence.schema.TableNames;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file is opened and closed as every storage is. */
final class OpenH2Test implements OpenStorageContract {

    private static final String LEFT = "payments_COPY_5_0";

    @TempDir
    private Path folder;

    @Override
    public OpenStorage open() {
        return Database.open(DatabaseSettings.of(url()));
    }

    @Test
    void aCopyOfATableThatAKilledMigrationLeftIsRemoved() throws SQLException {
        try (OpenStorage before = open();
                Connection connection = connect()) {
            connection.createStatement().execute("create table \"" + LEFT + "\" (id bigint primary key)");
            assertThat(TableNames.of(connection)).contains(LEFT);
        }

        try (OpenStorage after = open();
                Connection connection = connect()) {
            assertThat(TableNames.of(connection)).contains("payments").doesNotContain(LEFT);
        }
    }

    /** H2 removes the table before it gives the copy its name. */
    @Test
    void aCopyWithoutItsTableIsKept() throws SQLException {
        String all = "gone_COPY_5_0";
        try (OpenStorage before = open();
                Connection connection = connect()) {
            connection.createStatement().execute("create table \"" + all + "\" (id bigint primary key)");
        }

        try (OpenStorage after = open();
                Connection connection = connect()) {
            assertThat(TableNames.of(connection)).contains(all);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(H2Url.withOptions(url()), "sa", "");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("farthing");
    }
}
