package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host gets back whatever it has lent. */
final class LentConnectionsTest {

    @Test
    void aConnectionThatIsOfNoUseIsGivenBack() {
        try (HikariDataSource host = host()) {
            LentConnections lent = new LentConnections(host, List.of("a setting that nobody has"));

            assertThatThrownBy(lent::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("a setting that nobody has");

            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    private static HikariDataSource host() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestPostgres.newDatabase(1).url());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }
}
