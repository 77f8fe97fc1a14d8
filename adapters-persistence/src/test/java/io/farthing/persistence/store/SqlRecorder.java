package io.farthing.persistence.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes the text of every statement that is run on its connections. Thread-safe. */
final class SqlRecorder {

    private final Set<String> statements = new TreeSet<>();

    /** The same connections, but all that is run on them is noted. */
    DataSource recording(DataSource actual) {
        return proxy(DataSource.class, actual);
    }

    /** What has been noted until now, each text once. */
    synchronized Set<String> statements() {
        return Set.copyOf(statements);
    }

    private synchronized void note(Object @Nullable [] arguments) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            statements.add(sql);
        }
    }

    private <T> T proxy(Class<T> type, Object actual) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler(actual)));
    }

    private InvocationHandler handler(Object actual) {
        return (self, method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch")) {
                note(arguments);
            }
            return wrapped(method, invoke(actual, method, arguments));
        };
    }

    // Prepared statements run what was noted when they were prepared.
    private @Nullable Object wrapped(Method method, @Nullable Object result) {
        return switch (method.getName()) {
            case "getConnection" ->
                method.getDeclaringClass() == DataSource.class ? proxy(Connection.class, result) : result;
            case "createStatement" -> proxy(Statement.class, result);
            default -> result;
        };
    }

    private static @Nullable Object invoke(Object actual, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(actual, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
