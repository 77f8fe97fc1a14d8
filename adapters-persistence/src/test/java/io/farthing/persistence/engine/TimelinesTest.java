package io.farthing.persistence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the timelines that connections show say about those that come after. */
final class TimelinesTest {

    private final Timelines timelines = new Timelines();
    private final List<String> calls = new ArrayList<>();

    @Test
    void aStandbyInBetweenMakesNobodyForgetTheNewestTimeline() throws SQLException {
        timelines.requireNewest(showing("0000000A"));
        timelines.requireNewest(showing("0"));

        assertThatThrownBy(() -> timelines.requireNewest(showing("00000009")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("its timeline is 9, and this server has been connected to a later one, 10");
        assertThatNoException().isThrownBy(() -> timelines.requireNewest(showing("0000000A")));
    }

    @Test
    void anOldPrimaryIsRefusedEveryTimeAsOneThatIsNotThereNow() throws SQLException {
        timelines.requireNewest(showing("00000002"));
        Connection old = showing("00000001");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> timelines.requireNewest(old))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("57P03"));
        }
    }

    @Test
    void aConnectionIsAskedOnceAndBeginsAfresh() throws SQLException {
        Connection connection = showing("00000001");

        timelines.requireNewest(connection);
        timelines.requireNewest(connection);

        assertThat(calls).containsOnlyOnce("executeQuery", "rollback");
    }

    @Test
    void anEngineThatHasNoLogIsTakenAsItIsAndOneThatIsGoneIsNot() throws SQLException {
        assertThatNoException().isThrownBy(() -> timelines.requireNewest(failing("42883")));
        assertThatThrownBy(() -> timelines.requireNewest(failing("08006"))).isInstanceOf(SQLException.class);
    }

    private Connection showing(String timeline) {
        ResultSet row = made(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> true;
            case "getString" -> timeline;
            default -> null;
        });
        return connection(row, null);
    }

    private Connection failing(String state) {
        return connection(null, new SQLException("no", state));
    }

    private Connection connection(ResultSet row, SQLException failure) {
        Statement statement = made(Statement.class, (proxy, method, arguments) -> {
            calls.add(method.getName());
            if (failure != null && method.getName().equals("executeQuery")) {
                throw failure;
            }
            return row;
        });
        return made(Connection.class, (proxy, method, arguments) -> {
            calls.add(method.getName());
            return switch (method.getName()) {
                case "unwrap" -> proxy;
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                case "createStatement" -> statement;
                case "getAutoCommit" -> false;
                default -> null;
            };
        });
    }

    private static <T> T made(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
