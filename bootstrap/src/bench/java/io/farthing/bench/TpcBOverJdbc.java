package io.farthing.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The transaction of pgbench over JDBC, with statements that the server prepares: where there is no pgbench. It is the
 * slower client of the two, so it flatters whatever is compared with it.
 */
final class TpcBOverJdbc implements TpcB {

    private static final int TELLERS_PER_BRANCH = 10;
    private static final int ACCOUNTS_PER_BRANCH = 100_000;
    private static final String[] TABLES = {
        "create table pgbench_branches (bid int primary key, bbalance int, filler char(88))",
        "create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84))",
        "create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84))",
        "create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
        "insert into pgbench_branches select i, 0, '' from generate_series(1, " + SCALE + ") i",
        "insert into pgbench_tellers select i, (i - 1) / " + TELLERS_PER_BRANCH + " + 1, 0, '' from generate_series(1, "
                + SCALE * TELLERS_PER_BRANCH + ") i",
        "insert into pgbench_accounts select i, (i - 1) / " + ACCOUNTS_PER_BRANCH
                + " + 1, 0, '' from generate_series(1, " + SCALE * ACCOUNTS_PER_BRANCH + ") i",
    };

    private final List<Client> clients = new ArrayList<>();

    TpcBOverJdbc(String url, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            Connection connection = DriverManager.getConnection(url + "&prepareThreshold=1", "postgres", "postgres");
            if (i == 0) {
                fill(connection);
            }
            connection.setAutoCommit(false);
            clients.add(new Client(connection, new SplittableRandom(i)));
        }
    }

    @Override
    public String name() {
        return "TPC-B over JDBC, prepared, " + clients.size() + " clients";
    }

    @Override
    public Rate rate(long durationMs) throws Exception {
        return Threads.rate(clients, durationMs);
    }

    @Override
    public void close() throws SQLException {
        for (Client client : clients) {
            client.connection.close();
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : TABLES) {
                statement.execute(sql);
            }
            statement.execute("vacuum analyze");
        }
    }

    private static final class Client implements Threads.Repeated {

        private final Connection connection;
        private final SplittableRandom random;
        private final PreparedStatement changeAccount;
        private final PreparedStatement readAccount;
        private final PreparedStatement changeTeller;
        private final PreparedStatement changeBranch;
        private final PreparedStatement addHistory;

        Client(Connection connection, SplittableRandom random) throws SQLException {
            this.connection = connection;
            this.random = random;
            changeAccount =
                    connection.prepareStatement("update pgbench_accounts set abalance = abalance + ? where aid = ?");
            readAccount = connection.prepareStatement("select abalance from pgbench_accounts where aid = ?");
            changeTeller =
                    connection.prepareStatement("update pgbench_tellers set tbalance = tbalance + ? where tid = ?");
            changeBranch =
                    connection.prepareStatement("update pgbench_branches set bbalance = bbalance + ? where bid = ?");
            addHistory = connection.prepareStatement("insert into pgbench_history (tid, bid, aid, delta, mtime)"
                    + " values (?, ?, ?, ?, current_timestamp)");
        }

        @Override
        public void run() throws SQLException {
            int account = 1 + random.nextInt(SCALE * ACCOUNTS_PER_BRANCH);
            int teller = 1 + random.nextInt(SCALE * TELLERS_PER_BRANCH);
            int branch = 1 + random.nextInt(SCALE);
            int delta = random.nextInt(-5000, 5001);
            execute(changeAccount, delta, account);
            readAccount.setInt(1, account);
            readAccount.executeQuery().close();
            execute(changeTeller, delta, teller);
            execute(changeBranch, delta, branch);
            execute(addHistory, teller, branch, account, delta);
            connection.commit();
        }

        private static void execute(PreparedStatement statement, int... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
