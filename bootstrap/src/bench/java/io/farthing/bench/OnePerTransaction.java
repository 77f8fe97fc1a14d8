package io.farthing.bench;

import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Population;
import io.farthing.persistence.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The baseline: one payment, one transaction, in plain JDBC, on the same tables and as durable. It does the least that a
 * correct payment takes: locks the authorization and the wallet, checks them, adds the payment, whose unique order key
 * catches a repeated one, and changes both. Used by one thread, as are its connections.
 */
final class OnePerTransaction implements AutoCloseable {

    // As Farthing opens it, but for what only a pool needs.
    private static final String H2_OPTIONS =
            ";WRITE_DELAY=500;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;DATABASE_TO_LOWER=TRUE"
                    + ";CACHE_SIZE=24576;AUTO_COMPACT_FILL_RATE=40";
    private static final int AMOUNT = 3;

    private final Connection connection;
    private final boolean isForced;
    private final byte[] recipients = new byte[48];
    private final PreparedStatement lockAuthorization;
    private final PreparedStatement lockWallet;
    private final PreparedStatement insertPayment;
    private final PreparedStatement updateAuthorization;
    private final PreparedStatement updateWallet;

    OnePerTransaction(Kind kind, DatabaseSettings settings) throws SQLException {
        isForced = kind == Kind.H2;
        connection = switch (kind) {
            case H2 -> DriverManager.getConnection(settings.url() + H2_OPTIONS, "sa", "");
            case POSTGRESQL ->
                DriverManager.getConnection(settings.url() + "&prepareThreshold=1", "postgres", "postgres");
        };
        connection.setAutoCommit(false);
        lockAuthorization = connection.prepareStatement(
                "select a.id, a.user_id, a.single_limit, a.cumulative_limit - a.spent - a.reserved, a.last_payment_id,"
                        + " a.highest_payment_id from authorizations a join users u on u.id = a.user_id"
                        + " where u.open_id = ? and a.active for update");
        lockWallet = connection.prepareStatement("select balance from wallets where user_id = ? for update");
        insertPayment = connection.prepareStatement(
                "insert into payments (id, order_key, authorization_id, previous_payment_id, highest_earlier_id, status,"
                        + " amount, accepted_at_ms, order_number, item_name, recipients)"
                        + " values (?, ?, ?, ?, ?, 1, ?, ?, ?, 'An article', ?)");
        updateAuthorization = connection.prepareStatement("update authorizations set spent = spent + ?,"
                + " last_payment_id = ?, highest_payment_id = ? where id = ?");
        updateWallet = connection.prepareStatement("update wallets set balance = balance - ? where user_id = ?");
    }

    /** Pays once, durably, with a number that no payment has had. */
    void pay(int user, long number) throws SQLException {
        long authorization;
        long userId;
        long last;
        lockAuthorization.setString(1, Population.openId(user).value());
        try (ResultSet row = lockAuthorization.executeQuery()) {
            require(row.next() && row.getLong(3) >= AMOUNT && row.getLong(4) >= AMOUNT);
            authorization = row.getLong(1);
            userId = row.getLong(2);
            last = row.getLong(5);
        }
        lockWallet.setLong(1, userId);
        try (ResultSet row = lockWallet.executeQuery()) {
            require(row.next() && row.getLong(1) >= AMOUNT);
        }
        insert(authorization, last, number);
        update(authorization, userId, number);
        connection.commit();
        if (isForced) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }

    private void insert(long authorization, long last, long number) throws SQLException {
        insertPayment.setLong(1, number);
        // As random as the digest of an order number is.
        insertPayment.setObject(2, UUID.randomUUID());
        insertPayment.setLong(3, authorization);
        insertPayment.setObject(4, last == 0 ? null : last);
        insertPayment.setObject(5, last == 0 ? null : last);
        insertPayment.setLong(6, AMOUNT);
        insertPayment.setLong(7, number);
        insertPayment.setString(8, Long.toString(number));
        insertPayment.setBytes(9, recipients);
        insertPayment.executeUpdate();
    }

    private void update(long authorization, long userId, long number) throws SQLException {
        updateAuthorization.setLong(1, AMOUNT);
        updateAuthorization.setLong(2, number);
        updateAuthorization.setLong(3, number);
        updateAuthorization.setLong(4, authorization);
        updateAuthorization.executeUpdate();
        updateWallet.setLong(1, AMOUNT);
        updateWallet.setLong(2, userId);
        updateWallet.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void require(boolean isPayable) {
        if (!isPayable) {
            throw new IllegalStateException("the benchmark's users can pay everything");
        }
    }
}
