package io.farthing.persistence.schema;

import io.farthing.domain.payment.PaymentId;
import io.farthing.persistence.codec.CreditChain;
import io.farthing.persistence.codec.CreditsCodec;
import io.farthing.persistence.engine.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migration 9: makes chains of what the table {@code wallet_credits} lists. It takes one payment after the other, as they
 * are stored, so that each is changed once, however many wallets it credits. A database with millions of them takes minutes,
 * and some 60 bytes of memory for each wallet. It may begin anew at any time, because it writes the same again.
 */
final class ChainedCredits implements JavaMigration {

    private static final Logger LOG = LoggerFactory.getLogger(ChainedCredits.class);

    private static final int ROWS = 1000;
    private static final int ROWS_TOLD = 1_000_000;

    private final Engine engine;

    ChainedCredits(Engine engine) {
        this.engine = engine;
    }

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
        try (Statement statement = connection.createStatement();
                PreparedStatement next = connection.prepareStatement("select payment_id, user_id from wallet_credits"
                        + " where payment_id > ? order by payment_id, user_id fetch first " + ROWS + " rows only");
                PreparedStatement enter = connection.prepareStatement("update payments set credits = ? where id = ?");
                PreparedStatement end =
                        connection.prepareStatement("update wallets set last_credit_id = ? where user_id = ?")) {
            // It may be there already, because H2 has committed it before this was broken off.
            statement.execute("create index if not exists wallet_credits_by_payment on wallet_credits"
                    + " (payment_id, user_id)");
            CreditChain[] chains = new CreditChain[1 + highestUser(statement)];
            Arrays.fill(chains, CreditChain.NONE);
            long entered = 0;
            for (SortedMap<Long, List<Long>> credited = after(0, next);
                    !credited.isEmpty();
                    credited = after(credited.lastKey(), next)) {
                enter(credited, chains, enter);
                if (engine.dialect() == SQLDialect.H2) {
                    connection.commit();
                }
                int rows = credited.values().stream().mapToInt(List::size).sum();
                tell(entered, entered + rows);
                entered += rows;
            }
            end(chains, end);
        }
    }

    private static int highestUser(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select coalesce(max(user_id), 0) from wallet_credits")) {
            row.next();
            return Math.toIntExact(row.getLong(1));
        }
    }

    /** The next payments, and the users whose wallets each credits. */
    private static SortedMap<Long, List<Long>> after(long payment, PreparedStatement query) throws SQLException {
        query.setLong(1, payment);
        TreeMap<Long, List<Long>> credited = new TreeMap<>();
        int count = 0;
        try (ResultSet rows = query.executeQuery()) {
            for (; rows.next(); count++) {
                credited.computeIfAbsent(rows.getLong(1), id -> new ArrayList<>())
                        .add(rows.getLong(2));
            }
        }
        // The rest of the last one may come later. There are others before it, since none has so many recipients.
        if (count == ROWS) {
            credited.pollLastEntry();
        }
        return credited;
    }

    private static void enter(SortedMap<Long, List<Long>> credited, CreditChain[] chains, PreparedStatement update)
            throws SQLException {
        for (Map.Entry<Long, List<Long>> payment : credited.entrySet()) {
            SortedMap<Long, CreditChain> before = new TreeMap<>();
            for (long user : payment.getValue()) {
                CreditChain chain = chains[(int) user];
                before.put(user, chain);
                chains[(int) user] = chain.plus(new PaymentId(payment.getKey()));
            }
            update.setBytes(1, CreditsCodec.encode(before));
            update.setLong(2, payment.getKey());
            update.addBatch();
        }
        update.executeBatch();
    }

    private static void end(CreditChain[] chains, PreparedStatement update) throws SQLException {
        for (int user = 0; user < chains.length; user++) {
            if (!chains[user].isEmpty()) {
                update.setLong(1, chains[user].last());
                update.setLong(2, user);
                update.addBatch();
            }
            if (user % ROWS == 0 || user == chains.length - 1) {
                update.executeBatch();
            }
        }
    }

    private static void tell(long before, long entered) {
        if (before / ROWS_TOLD < entered / ROWS_TOLD) {
            LOG.info("{} credits are in their chains", entered);
        }
    }
}
