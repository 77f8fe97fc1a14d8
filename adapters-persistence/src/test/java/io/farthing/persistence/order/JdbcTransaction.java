package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.RowReader;
import io.farthing.persistence.sql.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes each change at once. */
record JdbcTransaction(Connection connection, boolean isWriting) implements Transaction {

    @Override
    public void query(String sql, RowReader reader, Column... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void change(String sql, int rows, Column... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            assertThat(statement.executeUpdate()).isEqualTo(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedStatement prepare(String sql, Column... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i].values());
        }
        return statement;
    }
}
