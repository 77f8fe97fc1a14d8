package io.farthing.bench;

import io.farthing.bench.server.Databases.Kind;
import io.farthing.bench.server.Population;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.H2File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The baseline: one payment, one transaction, in plain JDBC, on the same tables and as durable. It locks the
 * authorization and the wallet, checks them, adds the payment and changes both. On PostgreSQL a unique index catches a
 * repeated order number. On H2 nothing does: Farthing has an index of its own there instead of a constraint. The baseline
 * leaves that work out, which makes it faster than a correct payment would be.
 *
 * <p>It has a connection to a database that Farthing has open: whoever comes later gets an H2 with the options, and the
 * kind of file, that it was opened with. Used by one thread, as is its connection.
 */
final class OnePerTransaction implements AutoCloseable {

    private static final String H2_FILE = "jdbc:h2:file:";
    private static final int AMOUNT = 3;

    private final Connection connection;
    private final boolean isForced;
    private final byte[] recipients = new byte[48];
    private final PreparedStatement lockAuthorization;
    private final PreparedStatement lockWallet;
    private final PreparedStatement insertPayment;
    private final PreparedStatement updateAuthorization;
    private final PreparedStatement updateWallet;

    /** Joins a {@link io.farthing.persistence.Database} of these settings, which stays open longer than this. */
    OnePerTransaction(Kind kind, DatabaseSettings settings) throws SQLException {
        isForced = kind == Kind.H2;
        connection = switch (kind) {
            case H2 ->
                DriverManager.getConnection(settings.url().replace(H2_FILE, H2_FILE + H2File.SCHEME + ":"), "sa", "");
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
