package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.OpenStorageContract;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.persistence.h2.H2Url;
import io.farthing.persistence.schema.TableNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    @Test
    void aFileThatCannotBePreparedIsClosedAgain() throws SQLException, IOException {
        try (OpenStorage before = open();
                Connection connection = connect()) {
            connection.createStatement().execute("delete from order_number_index");
        }

        assertThatThrownBy(this::open).isInstanceOf(StorageFailure.class);

        try (FileChannel file = FileChannel.open(folder.resolve("farthing.mv.db"), StandardOpenOption.WRITE)) {
            assertThat(file.tryLock())
                    .as("H2 has locked a file that it has open")
                    .isNotNull();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(H2Url.withOptions(url()), "sa", "");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("farthing");
    }
}
