package io.farthing.persistence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is logged in waits for as long as they say themselves. */
final class PostgresLoginsTest {

    private static final Duration BOUND = Duration.ofSeconds(7);

    private final String url = TestPostgres.newDatabase(2).url();

    @Test
    void theBoundIsForLoggingInOnly() throws SQLException {
        try (Connection connection = new PostgresLogins(url, BOUND).getConnection()) {
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    @Test
    void aBoundThatTheUrlSetsStays() throws SQLException {
        try (Connection connection = new PostgresLogins(url + "&socketTimeout=9", BOUND).getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(9_000);
        }
    }

    @Test
    void aUserWhoIsNamedBesideTheUrlIsTheOneWhoIsLoggedIn() throws SQLException {
        TestPostgres.execute("postgres", "create role teller login");
        String withoutUser = url.replaceFirst("user=\\w+", "connectTimeout=10");

        try (Connection connection = new PostgresLogins(withoutUser, BOUND).getConnection("teller", "secret");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_user")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("teller");
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }
}
