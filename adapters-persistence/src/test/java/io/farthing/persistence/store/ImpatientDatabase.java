package io.farthing.persistence.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.RowReader;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An empty database without tables, where a lock is waited for 100 ms.
 *
 * @param connections two
 */
public record ImpatientDatabase(DatabaseSettings settings, Engine engine, HikariDataSource connections)
        implements AutoCloseable {

    /** One of either kind, {@code h2} or {@code postgres}. */
    public static ImpatientDatabase open(String kind) throws SQLException {
        boolean isH2 = kind.equals("h2");
        DatabaseSettings settings = isH2
                ? new DatabaseSettings("jdbc:h2:mem:impatient", Optional.empty(), Optional.empty(), 2)
                : TestPostgres.newDatabase(2);
        Engine engine = Engine.of(settings);
        HikariConfig config = engine.writers(settings);
        config.setConnectionInitSql(isH2 ? "set lock_timeout 100" : "set lock_timeout = 100");
        return new ImpatientDatabase(settings, engine, new HikariDataSource(config));
    }

    /** One more server on it, which tries again without a pause. */
    JooqUnitOfWork server() {
        return new JooqUnitOfWork(engine, connections, connections, failedAttempts -> {});
    }

    /** Runs a query in a unit of work of its own. */
    public void query(String sql, RowReader reader, Column... parameters) {
        server().write(stores -> {
            ((JooqStores) stores).work().query(sql, reader, parameters);
            return true;
        });
    }

    @Override
    public void close() throws SQLException {
        connections.close();
        engine.shutDown(settings);
    }
}
