package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.schema.Migrations;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a server remembers of authorizations, wallets and order numbers is out of date when another one changes them. It
 * must not show: whatever two servers are asked in turn, they answer as one does that remembers nothing.
 */
final class RememberedStatesTest {

    private static final int PROGRAMS = 150;
    private static final int STEPS = 12;

    /** The databases. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** Something that a server is asked, and its answer as a text. */
    private interface Step {
        String run(UnitOfWork server);
    }

    @ParameterizedTest
    @EnumSource
    void twoServersThatRememberAnswerAsOneThatDoesNot(Kind kind) throws SQLException {
        withTwoServers(kind, servers -> {
            for (int program = 0; program < PROGRAMS; program++) {
                compare(program, servers);
            }
        });
    }

    /** Nothing that the first server writes over has changed but the last payment that was credited to bob. */
    @ParameterizedTest
    @EnumSource
    void aCreditIsNotForgottenWhenTheBalanceIsAsItWas(Kind kind) throws SQLException {
        withTwoServers(kind, servers -> {
            Program program = new Program("p1", List.of("ann", "bob", "cid"), new Random(1));
            program.begin(servers.get(0));
            UnitOfWork first = servers.get(0);
            UnitOfWork second = servers.get(1);

            Program.pay(program.attempt("ann", "bob", "1", 5)).run(first);
            Program.pay(program.attempt("cid", "bob", "2", 5)).run(second);
            Program.pay(program.attempt("bob", "cid", "3", 4)).run(second);
            Program.pay(program.attempt("ann", "bob", "4", 5)).run(first);

            assertThat(first.<List<PaymentId>>read(stores ->
                            Program.ids(stores.payments().creditedTo(Program.open("bob"), Optional.empty(), 9))))
                    .containsExactly(new PaymentId(1004), new PaymentId(1002), new PaymentId(1001));
        });
    }

    /** The second server knows what bob and cid got until then from the payment that both got something of. */
    @ParameterizedTest
    @EnumSource
    void whoeverGetsSomethingOfTheSamePaymentKeepsWhatTheyGotBefore(Kind kind) throws SQLException {
        withTwoServers(kind, servers -> {
            Program program = new Program("p1", List.of("ann", "bob", "cid"), new Random(1));
            program.begin(servers.get(0));
            UnitOfWork first = servers.get(0);
            UnitOfWork second = servers.get(1);

            Program.pay(program.attempt("ann", "cid", "1", 5)).run(first);
            Program.pay(program.attempt("ann", List.of("bob", "cid"), "2", 5)).run(first);
            Program.pay(program.attempt("ann", "cid", "3", 5)).run(second);

            assertThat(first.<List<PaymentId>>read(stores -> Program.ids(
                            stores.payments().creditedTo(Program.open("cid"), Optional.of(new PaymentId(1002)), 9))))
                    .containsExactly(new PaymentId(1001));
        });
    }

    private static void withTwoServers(Kind kind, Consumer<List<UnitOfWork>> test) throws SQLException {
        DatabaseSettings settings = kind == Kind.POSTGRESQL
                ? TestPostgres.newDatabase(2)
                : new DatabaseSettings("jdbc:h2:mem:remembered", Optional.empty(), Optional.empty(), 2);
        Engine engine = Engine.of(settings);
        try (HikariDataSource connections = new HikariDataSource(engine.writers(settings))) {
            Migrations.run(connections, engine);
            test.accept(List.of(server(engine, connections), server(engine, connections)));
        } finally {
            engine.shutDown(settings);
        }
    }

    private static UnitOfWork server(Engine engine, HikariDataSource connections) {
        return new JooqUnitOfWork(engine, connections, connections, failedAttempts -> {});
    }

    private static void compare(int seed, List<UnitOfWork> servers) {
        Random random = new Random(seed);
        UnitOfWork model = new InMemoryUnitOfWork();
        String name = "p" + seed;
        Program program = new Program(name, List.of(name + " ann", name + " bob"), random);
        program.begin(model);
        program.begin(servers.get(0));
        List<String> expected = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            Step step = program.next(i);
            int server = random.nextInt(servers.size());
            expected.add(i + " on " + server + ": " + step.run(model));
            answers.add(i + " on " + server + ": " + step.run(servers.get(server)));
        }
        expected.add(program.state(model));
        answers.add(program.state(servers.get(0)));
        assertThat(answers).as("program %d", seed).isEqualTo(expected);
    }

    /** Random steps about two users, who also pay each other, and one app of their own. */
    private static final class Program {

        private final List<String> users;
        private final AppId app;
        private final Random random;
        private long paymentId;

        Program(String name, List<String> users, Random random) {
            this.users = users;
            this.app = new AppId(name);
            this.random = random;
            this.paymentId = 1 + Long.parseLong(name.substring(1)) * 1000;
        }

        void begin(UnitOfWork storage) {
            storage.<Boolean>write(stores -> {
                Samples.addApp(stores, app.value());
                for (String user : users) {
                    Samples.addUser(stores, user, 100);
                    Samples.addAuthorization(stores, open(user), app, Samples.limits(40, 120));
                }
                return true;
            });
        }

        // Mostly payments, so that there is something to remember, and to be wrong about.
        Step next(int number) {
            String user = users.get(random.nextInt(users.size()));
            switch (random.nextInt(12)) {
                case 0:
                    long more = random.nextInt(100);
                    return write(stores -> {
                        Samples.fund(stores, user, app + " " + number, 1 + more);
                        return "funded";
                    });
                case 1, 2:
                    long single = 1 + random.nextInt(60);
                    long cumulative = single + random.nextInt(200);
                    return withActive(user, active -> active.withLimits(Samples.limits(single, cumulative)));
                case 3:
                    return withActive(user, active -> active.end(Standing.REVOKED));
                case 4:
                    return write(stores -> {
                        if (stores.authorizations().lockActive(open(user), app).isPresent()) {
                            return "there is one";
                        }
                        Samples.addAuthorization(stores, open(user), app, Samples.limits(50, 90));
                        return "authorized";
                    });
                case 5:
                    List<Attempt> seen = List.of(attempt(user, "look " + number, 1));
                    return write(stores -> stores.payments().lock(seen, List.of()).wallets().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList()
                            .toString());
                default:
                    String order = "order " + random.nextInt(20);
                    long amount = 1 + random.nextInt(45);
                    Attempt attempt = attempt(user, order, amount);
                    return pay(attempt);
            }
        }

        private Attempt attempt(String user, String order, long amount) {
            return attempt(user, users.get(random.nextInt(users.size())), order, amount);
        }

        Attempt attempt(String user, String other, String order, long amount) {
            return attempt(user, List.of(other), order, amount);
        }

        Attempt attempt(String user, List<String> others, String order, long amount) {
            List<Recipient> recipients = new ArrayList<>();
            others.forEach(other ->
                    recipients.add(new Recipient(Samples.wallet(other, 0).address(), Satoshis.of(amount))));
            recipients.add(new Recipient(Samples.address("outside"), Satoshis.of(1)));
            return new Attempt(
                    new PaymentId(paymentId++),
                    Samples.order(app, open(user), order, recipients.toArray(Recipient[]::new)));
        }

        static Step pay(Attempt attempt) {
            return write(stores -> PaymentBatches.decide(stores, List.of(attempt))
                    .decisions()
                    .get(0)
                    .fold(
                            approved -> "paid " + attempt.order().amount(),
                            already -> "already",
                            declined -> declined.breaches().toString()));
        }

        private Step withActive(String user, Function<Authorization, Authorization> change) {
            return write(stores -> stores.authorizations()
                    .lockActive(open(user), app)
                    .map(active -> {
                        Authorization changed = change.apply(active);
                        stores.authorizations().update(changed, Samples.NOW);
                        return changed.limits() + " " + changed.standing();
                    })
                    .orElse("there is none"));
        }

        /** What is left in the end. */
        String state(UnitOfWork storage) {
            return storage.read(stores -> {
                StringBuilder state = new StringBuilder();
                for (String user : users) {
                    state.append(stores.wallets().find(open(user)).orElseThrow().balance());
                    state.append(ids(stores.payments().drawnFrom(open(user), Optional.empty(), 100)));
                    state.append(ids(stores.payments().creditedTo(open(user), Optional.empty(), 100)));
                    stores.authorizations()
                            .of(open(user), 100)
                            .forEach(each ->
                                    state.append(' ').append(each.usage()).append(each.standing()));
                }
                return state.toString();
            });
        }

        static List<PaymentId> ids(List<Payment> payments) {
            return payments.stream().map(Payment::id).toList();
        }

        private static Step write(Function<Stores, String> work) {
            return server -> server.write(work);
        }

        static UserOpenId open(String user) {
            return Samples.user(user).openId();
        }
    }
}
