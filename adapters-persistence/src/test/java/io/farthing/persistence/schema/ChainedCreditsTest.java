package io.farthing.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.codec.RecipientsCodec;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.order.OrderDigests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database of an earlier version lists as credited is found along the chains, and the chains go on from there. */
final class ChainedCreditsTest {

    private static final List<String> USERS = List.of("ann", "bob", "cid");
    private static final AppId APP = new AppId("shop");
    private static final long PAYMENTS = 2500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void whatWasListedIsInItsChain(String kind) throws SQLException {
        DatabaseSettings settings = kind.equals("postgres")
                ? TestPostgres.newDatabase(2)
                : new DatabaseSettings("jdbc:h2:file:" + folder.resolve("f"), Optional.empty(), Optional.empty(), 2);
        makeEarlier(settings, ChainedCreditsTest::fill);

        try (Database database = Database.open(settings)) {
            assertThat(creditedTo(database, "ann")).isEmpty();
            assertThat(creditedTo(database, "bob")).isEqualTo(multiplesOf(1));
            assertThat(creditedTo(database, "cid")).isEqualTo(multiplesOf(5));

            Payment next = pay(database);
            List<Long> more = new ArrayList<>(List.of(next.id().value()));
            more.addAll(multiplesOf(5));
            assertThat(creditedTo(database, "cid")).isEqualTo(more);
            assertThat(creditedTo(database, "bob")).isEqualTo(multiplesOf(1));
        }
    }

    /** Whatever a transaction changes often keeps all that it was in between, and is slower to find each time. */
    @Test
    void aPaymentIsChangedOnceHoweverManyWalletsItCredits() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        String name = TestPostgres.name(settings);
        makeEarlier(settings, connections -> fillWithManyWallets(name));

        Database.open(settings).close();

        // 6 bytes for each of the users 2 to 127, and 7 for those up to 151; the first has no stretches to tell of.
        assertThat(TestPostgres.execute(name, "select count(*) from payments where octet_length(credits) = 925"))
                .isEqualTo("39");
        assertThat(TestPostgres.execute(name, "select count(*) from wallets where last_credit_id = 40"))
                .isEqualTo("150");
        assertThat(Long.parseLong(TestPostgres.execute(name, "select pg_relation_size('payments')")))
                .isLessThan(100_000);
    }

    @Test
    void anH2ThatWasKilledBetweenTwoChangesGoesOnWithTheNext() throws SQLException {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("f"));
        makeEarlier(settings, connections -> {
            fill(connections);
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("alter table payments add column credits bytea");
            }
        });

        try (Database database = Database.open(settings)) {
            assertThat(creditedTo(database, "cid")).isEqualTo(multiplesOf(5));
        }
    }

    /** One large transaction would make an H2 that was killed amid it roll all of it back, and may leave rows locked. */
    @Test
    void anH2KeepsWhatWasEnteredWhenTheMigrationIsBrokenOff() throws SQLException {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("f"));
        makeEarlier(settings, connections -> {
            fill(connections);
            Engine engine = Engine.of(settings);
            Migrations.flyway(connections, engine).target("8").load().migrate();
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("alter table wallets add constraint not_yet check (last_credit_id is null)");
                assertThatThrownBy(() ->
                                Migrations.flyway(connections, engine).load().migrate())
                        .isInstanceOf(FlywayException.class);
                try (ResultSet entered =
                        statement.executeQuery("select count(*) from payments where credits is not null")) {
                    entered.next();
                    assertThat(entered.getLong(1)).isEqualTo(PAYMENTS);
                }
            }
        });
    }

    private static void makeEarlier(DatabaseSettings settings, Filling filling) throws SQLException {
        Engine engine = Engine.of(settings);
        try (HikariDataSource connections = new HikariDataSource(engine.writers(settings))) {
            Migrations.flyway(connections, engine).target("7").load().migrate();
            filling.fill(connections);
        } finally {
            engine.shutDown(settings);
        }
    }

    /** Writes what an earlier version left. */
    private interface Filling {
        void fill(HikariDataSource connections) throws SQLException;
    }

    // The first user pays all others every time.
    private static void fillWithManyWallets(String database) {
        TestPostgres.execute(database, """
                insert into users (open_id, name, name_key, created_at_ms)
                    select i, i, i, 0 from generate_series(1, 151) i;
                insert into wallets (user_id, address, balance)
                    select i, decode(lpad(to_hex(i), 42, '0'), 'hex'), 0 from generate_series(1, 151) i;
                insert into payments (id, order_key, authorization_id, status, amount, accepted_at_ms, order_number,
                        item_name, recipients)
                    select i, gen_random_uuid(), 1, 1, 150, 0, i, 'It', '' from generate_series(1, 40) i;
                insert into wallet_credits (user_id, payment_id, amount)
                    select u, p, 1 from generate_series(2, 151) u, generate_series(1, 40) p""");
    }

    // Ann pays bob every time, and cid every fifth time.
    private static void fill(HikariDataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into apps (app_id, name, suspended, created_at_ms) values ('shop', 'Shop', false, 0)");
            for (int i = 0; i < USERS.size(); i++) {
                String open = open(USERS.get(i)).value();
                statement.execute("insert into users (open_id, name, name_key, created_at_ms) values ('" + open + "', '"
                        + USERS.get(i) + "', '" + USERS.get(i) + "', 0)");
                try (PreparedStatement wallet = connection.prepareStatement(
                        "insert into wallets (user_id, address, balance) values (?, ?, 1000000)")) {
                    wallet.setLong(1, i + 1);
                    wallet.setBytes(2, Samples.wallet(USERS.get(i), 0).address().payload());
                    wallet.execute();
                }
            }
            statement.execute(
                    "insert into authorizations (id, user_id, app, active, standing, single_limit,"
                            + " cumulative_limit, spent, reserved, approved_at_ms) values (1, 1, 1, true, 0, 100, 100000, 0, 0, 0)");
            try (PreparedStatement payment = connection.prepareStatement(
                            "insert into payments (id, order_key, authorization_id, status, amount, accepted_at_ms,"
                                    + " order_number, item_name, recipients) values (?, ?, 1, 1, ?, 0, ?, 'It', ?)");
                    PreparedStatement credit = connection.prepareStatement(
                            "insert into wallet_credits (user_id, payment_id, amount) values (?, ?, 1)")) {
                for (long id = 1; id <= PAYMENTS; id++) {
                    List<Recipient> recipients = new ArrayList<>(List.of(to("bob")));
                    add(credit, 2, id);
                    if (id % 5 == 0) {
                        recipients.add(to("cid"));
                        add(credit, 3, id);
                    }
                    payment.setLong(1, id);
                    payment.setObject(2, key("n" + id));
                    payment.setLong(3, recipients.size());
                    payment.setString(4, "n" + id);
                    payment.setBytes(5, RecipientsCodec.encode(new Recipients(recipients)));
                    payment.addBatch();
                }
                payment.executeBatch();
                credit.executeBatch();
            }
            // Numbers come in blocks of 1000.
            statement.execute("alter sequence payment_ids restart with " + (PAYMENTS + 1));
            connection.commit();
        }
    }

    private static void add(PreparedStatement credit, long user, long payment) throws SQLException {
        credit.setLong(1, user);
        credit.setLong(2, payment);
        credit.addBatch();
    }

    private static UUID key(String number) {
        return OrderDigests.of(
                new OrderKey(APP, Samples.order(APP, open("ann"), number, 1).number()));
    }

    private static Payment pay(Database database) {
        return PaymentBatches.accept(database.unitOfWork(), Samples.order(APP, open("ann"), "one more", to("cid")));
    }

    private static List<Long> creditedTo(Database database, String user) {
        return database
                .unitOfWork()
                .<List<Payment>>read(stores -> stores.payments().creditedTo(open(user), Optional.empty(), 9999))
                .stream()
                .map(Payment::id)
                .map(PaymentId::value)
                .toList();
    }

    private static List<Long> multiplesOf(long factor) {
        return LongStream.rangeClosed(1, PAYMENTS / factor)
                .map(i -> (PAYMENTS / factor - i + 1) * factor)
                .boxed()
                .toList();
    }

    private static Recipient to(String user) {
        return new Recipient(Samples.wallet(user, 0).address(), Satoshis.of(1));
    }

    private static UserOpenId open(String user) {
        return Samples.user(user).openId();
    }
}
