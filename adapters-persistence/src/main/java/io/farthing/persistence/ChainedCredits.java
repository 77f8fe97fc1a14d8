package io.farthing.persistence;

import io.farthing.domain.payment.PaymentId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migration 9: makes chains of what the table {@code wallet_credits} lists. It takes the rows of one user after the other, a
 * thousand at a time, all in one transaction: a database with millions of them takes minutes, and no more memory than others.
 */
final class ChainedCredits implements JavaMigration {

    private static final Logger LOG = LoggerFactory.getLogger(ChainedCredits.class);

    private static final int ROWS = 1000;
    private static final int ROWS_TOLD = 1_000_000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("9");
    }

    @Override
    public String getDescription() {
        return "chained credits";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement nextUser = connection.prepareStatement(
                        "select user_id from wallet_credits where user_id > ? order by user_id fetch first 1 rows only");
                PreparedStatement nextPayments = connection.prepareStatement("select payment_id from wallet_credits"
                        + " where user_id = ? and payment_id > ? order by payment_id fetch first " + ROWS
                        + " rows only");
                PreparedStatement enter = connection.prepareStatement(
                        "update payments set credits = coalesce(credits, cast(? as bytea)) || cast(? as bytea) where id = ?");
                PreparedStatement end = connection.prepareStatement(
                        "update wallets set last_credit_id = ?, highest_credit_id = ? where user_id = ?")) {
            long entered = 0;
            for (List<Long> user = ids(nextUser, 0); !user.isEmpty(); user = ids(nextUser, user.get(0))) {
                long userId = user.get(0);
                PaymentChain chain = PaymentChain.NONE;
                for (List<Long> ids = ids(nextPayments, userId, 0);
                        !ids.isEmpty();
                        ids = ids(nextPayments, userId, ids.get(ids.size() - 1))) {
                    chain = enter(enter, userId, ids, chain);
                    tell(entered, entered + ids.size());
                    entered += ids.size();
                }
                end(end, userId, chain);
            }
        }
    }

    private static List<Long> ids(PreparedStatement query, long... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            query.setLong(i + 1, parameters[i]);
        }
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static PaymentChain enter(PreparedStatement update, long user, List<Long> ids, PaymentChain before)
            throws SQLException {
        PaymentChain chain = before;
        for (long id : ids) {
            update.setBytes(1, new byte[] {CreditsCodec.VERSION});
            update.setBytes(2, CreditsCodec.encode(user, chain));
            update.setLong(3, id);
            update.addBatch();
            chain = chain.plus(new PaymentId(id));
        }
        update.executeBatch();
        return chain;
    }

    private static void end(PreparedStatement update, long user, PaymentChain chain) throws SQLException {
        update.setObject(1, chain.last());
        update.setObject(2, chain.highest());
        update.setLong(3, user);
        update.executeUpdate();
    }

    private static void tell(long before, long entered) {
        if (before / ROWS_TOLD < entered / ROWS_TOLD) {
            LOG.info("{} credits are in their chains", entered);
        }
    }
}
