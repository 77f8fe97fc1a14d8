package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipient;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.schema.Migrations;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch takes the same statements however many orders it has. */
final class StatementCountTest {

    private static final int USERS = 50;
    private static final AppId SHOP = new AppId("shop");

    private final List<String> prepared = new ArrayList<>();
    private HikariDataSource connections;
    private JooqUnitOfWork unitOfWork;

    @BeforeEach
    void open() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(2);
        Engine engine = Engine.of(settings);
        connections = new HikariDataSource(engine.writers(settings));
        Migrations.run(connections, engine);
        unitOfWork = new JooqUnitOfWork(engine, listening(connections), connections, failedAttempts -> {});
        unitOfWork.<Boolean>write(stores -> {
            Samples.addApp(stores, "shop");
            for (int i = 0; i < USERS; i++) {
                Samples.addUser(stores, "user " + i, 1000);
                Samples.addAuthorization(stores, Samples.user("user " + i).openId(), SHOP, Samples.limits(100, 1000));
            }
            return true;
        });
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void oneOrderAndTwoHundredTakeTheSameStatements() {
        List<String> one = statementsOf(1, 1);
        List<String> many = statementsOf(1001, 200);

        assertThat(one).hasSize(5).doesNotHaveDuplicates();
        assertThat(many).containsExactlyElementsOf(one);
    }

    @Test
    void whatIsRememberedIsWrittenInOneStatementAndNotAsked() {
        List<String> first = statementsOf(1, 200);
        List<String> second = statementsOf(1001, 200);

        assertThat(second).hasSize(1).isSubsetOf(first);
    }

    private List<String> statementsOf(long firstId, int orders) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            long id = firstId + i;
            attempts.add(new Attempt(
                    new PaymentId(id),
                    Samples.order(
                            SHOP,
                            Samples.user("user " + i % USERS).openId(),
                            "n" + id,
                            new Recipient(
                                    Samples.wallet("user " + (i + 1) % USERS, 0).address(), Satoshis.of(1)),
                            new Recipient(Samples.address("to " + i), Satoshis.of(1)))));
        }
        prepared.clear();
        assertThat(PaymentBatches.decide(unitOfWork, attempts).accepted()).hasSize(orders);
        return prepared.stream().filter(sql -> !sql.endsWith("COMMIT")).toList();
    }

    /** The same connections, but every statement that is prepared on them is noted. */
    private DataSource listening(DataSource actual) {
        return proxy(DataSource.class, actual, (method, result) -> {
            if (!method.equals("getConnection")) {
                return result;
            }
            return proxy(Connection.class, (Connection) result, (name, made) -> made);
        });
    }

    private interface After {
        Object treat(String method, Object result);
    }

    private <T> T proxy(Class<T> type, T actual, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add((String) arguments[0]);
                    }
                    try {
                        return after.treat(method.getName(), method.invoke(actual, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
