package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2EngineTest {

    private static final String URL = "jdbc:h2:mem:statements";
    private static final String SQL = "select 1";

    private final H2Engine engine = H2Engine.of(DatabaseSettings.of(URL));

    @Test
    void statementsEndWithTheirConnection() throws SQLException {
        try (Connection lasting = DriverManager.getConnection(URL)) {
            PreparedStatement kept = engine.prepare(lasting, SQL);
            Connection ending = DriverManager.getConnection(URL);
            PreparedStatement forgotten = engine.prepare(ending, SQL);
            ending.close();

            try (Connection next = DriverManager.getConnection(URL)) {
                assertThat(engine.prepare(next, SQL)).isNotIn(kept, forgotten);
            }

            assertThat(forgotten.isClosed()).isTrue();
            assertThat(engine.prepare(lasting, SQL)).isSameAs(kept);
            assertThat(kept.isClosed()).isFalse();
        }
    }
}
