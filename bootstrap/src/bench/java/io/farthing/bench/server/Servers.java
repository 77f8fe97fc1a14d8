package io.farthing.bench.server;

import io.farthing.bench.server.Databases.Kind;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The servers that are compared, each in a process of its own: Farthing as it is delivered, on each kind of database,
 * and a bare one. All run at the same time, since an idle one costs next to nothing.
 */
public final class Servers implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx1g");

    private final ServerProcess bare;
    private final ServerProcess onH2;
    private final ServerProcess onPostgres;

    /** Settles the population in a new database of each kind and starts all servers. */
    public Servers(Databases databases, Path jar, Path directory)
            throws IOException, InterruptedException, SQLException {
        bare = new ServerProcess(ChildProcess.java(OPTIONS, BareServer.class), Map.of(), directory.resolve("bare.log"));
        onH2 = farthing(databases, Kind.H2, jar, directory);
        onPostgres = farthing(databases, Kind.POSTGRESQL, jar, directory);
    }

    /** The bare server. */
    public ServerProcess bare() {
        return bare;
    }

    /** Farthing on that kind of database. */
    public ServerProcess farthing(Kind kind) {
        return switch (kind) {
            case H2 -> onH2;
            case POSTGRESQL -> onPostgres;
        };
    }

    @Override
    public void close() throws InterruptedException {
        bare.close();
        onH2.close();
        onPostgres.close();
    }

    private static ServerProcess farthing(Databases databases, Kind kind, Path jar, Path directory)
            throws IOException, InterruptedException, SQLException {
        DatabaseSettings settings = databases.create(kind, "served");
        try (Database database = Database.open(settings)) {
            Population.settle(database.unitOfWork());
        }
        String name = kind.name().toLowerCase(Locale.ROOT);
        Map<String, String> environment = new HashMap<>();
        environment.put("FARTHING_HTTP_PORT", "0");
        environment.put("FARTHING_DATA_DIR", directory.resolve("data-" + name).toString());
        environment.put("FARTHING_DATABASE_URL", settings.url());
        settings.user().ifPresent(user -> environment.put("FARTHING_DATABASE_USER", user));
        settings.password().ifPresent(password -> environment.put("FARTHING_DATABASE_PASSWORD", password.value()));
        return new ServerProcess(
                ChildProcess.java(OPTIONS, jar, "serve"), environment, directory.resolve(name + ".log"));
    }
}
