package io.farthing.bootstrap.server;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.farthing.application.port.in.RemoveExpired;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.HttpSettings;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.config.StorageSettings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.server.DotWalletServerModule;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.PersistenceModule;
import io.farthing.web.WebModule;
import io.farthing.web.server.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** A running server. Started once; closed once or more, by any thread. */
public final class Server implements AutoCloseable {

    static {
        // Guice would otherwise define classes at run time, which later JDKs warn of and which takes a while. What
        // those
        // classes are good for, interceptors and faster reflection, we have no use for.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
    }

    private final Database database;
    private final PaymentEngine engine;
    private final Housekeeper housekeeper;
    private final WebServer web;

    private volatile int port;

    private Server(Database database, Injector injector) {
        this.database = database;
        this.engine = injector.getInstance(PaymentEngine.class);
        this.web = injector.getInstance(WebServer.class);
        this.housekeeper = new Housekeeper(injector.getInstance(RemoveExpired.class));
    }

    /**
     * Opens the database, puts the modules together and listens.
     *
     * @throws Failure when it cannot, with a sentence that says why; nothing is left open then
     * @throws ConfigurationProblem when a setting turns out to be wrong
     */
    public static Server start(Settings settings) {
        requireFree(settings.http());
        StorageSettings storage = settings.storage();
        if (storage.databaseUrl().isEmpty() || settings.operator().token().isEmpty()) {
            DataFolder.prepare(storage.dataDirectory());
        }
        DatabaseSettings databaseSettings = databaseSettings(storage);
        Secret token = OperatorToken.of(settings);
        Server server = assemble(settings, token, open(databaseSettings));
        try {
            server.port = server.web.start();
            server.housekeeper.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The port that it listens on, also when the settings leave the choice open. */
    public int port() {
        return port;
    }

    /**
     * Accepts nothing more, finishes and answers what was accepted, and closes the database: in this order, because an
     * answer needs the engine, and the engine needs the database. Idempotent.
     */
    @Override
    public synchronized void close() {
        web.stop();
        housekeeper.close();
        engine.close();
        database.close();
    }

    private static Server assemble(Settings settings, Secret token, Database database) {
        try {
            // The modules are chosen before any of them is asked: none of them decides about another.
            return new Server(database, Guice.createInjector(Stage.PRODUCTION, modules(settings, token, database)));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static List<Module> modules(Settings settings, Secret token, Database database) {
        Module wallet = switch (settings.payments().wallet()) {
            case LEDGER -> new ServicesModule();
        };
        return List.of(
                new SettingsModule(settings, token),
                wallet,
                new PersistenceModule(database),
                new WebModule(),
                new DotWalletServerModule());
    }

    private static DatabaseSettings databaseSettings(StorageSettings storage) {
        try {
            return new DatabaseSettings(
                    storage.effectiveDatabaseUrl(),
                    storage.databaseUser(),
                    storage.databasePassword(),
                    storage.databasePoolSize());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(List.of("database.url cannot be used: " + e.getMessage() + "."));
        }
    }

    private static Database open(DatabaseSettings settings) {
        try {
            return Database.open(settings);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(List.of("database.url cannot be used: " + e.getMessage() + "."));
        } catch (StorageFailure e) {
            throw new Failure(
                    "The server cannot start: " + e.getMessage()
                            + ". Check that no other server uses that database, and"
                            + " that database.url, database.user and database.password are right.",
                    e);
        }
    }

    // Tried before anything is opened: what would fail later would have to be taken down again.
    private static void requireFree(HttpSettings http) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException e) {
            throw new Failure(
                    "The server cannot listen on port " + http.port() + " of " + http.host()
                            + ": another program does, or it is no address of this machine, or the port is reserved."
                            + " Stop that program, or set http.port or http.host to something else.",
                    e);
        }
    }
}
