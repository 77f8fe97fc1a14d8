package io.farthing.bootstrap.server;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.service.Recurring;
import io.farthing.application.service.UseCases;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.server.DotWalletServerModule;
import io.farthing.web.WebModule;
import io.farthing.web.server.WebServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Started once; closed once or more, by any thread. */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    static {
        // Guice would otherwise define classes at run time, which later JDKs warn of and which takes a while. What
        // those classes are good for, interceptors and faster reflection, we have no use for.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
    }

    private final OpenAdapters adapters;
    private final List<AdapterInUse> adaptersInUse;
    private final UseCases useCases;
    private final Recurring housekeeping;
    private final Optional<Recurring> reconciliation;
    private final Optional<WalletGateway> gateway;
    private final WebServer web;

    private volatile int port;
    private boolean isClosed;

    private Server(OpenAdapters adapters, Injector injector) {
        this.adapters = adapters;
        this.adaptersInUse = adapters.inUse();
        this.useCases = injector.getInstance(UseCases.class);
        this.gateway = injector.getInstance(Key.get(new TypeLiteral<Optional<WalletGateway>>() {}));
        this.web = injector.getInstance(WebServer.class);
        this.housekeeping = Recurring.housekeeping(useCases.removeExpired());
        this.reconciliation = useCases.reconcilePayments()
                .map(payments -> Recurring.reconciliation(
                        payments, useCases.resolvePayments(), "`farthing operator payment list`"));
    }

    /**
     * Opens the adapters, puts the modules together and listens.
     *
     * @throws Failure when it cannot, with a sentence that says why; nothing is left open then
     * @throws ConfigurationProblem when a setting turns out to be wrong
     */
    public static Server start(Settings settings) {
        ListeningPlace.requireFree(settings.http());
        DataFolder data = new DataFolder(settings.data().dataDirectory());
        if (settings.operator().token().isEmpty()) {
            data.prepare();
        }
        Secret token = OperatorToken.of(settings);
        InstantSource clock = InstantSource.system();
        AdapterContext context = new AdapterContext(data::prepare, clock);
        Server server = assemble(settings, token, OpenAdapters.open(settings.adapters(), context), clock);
        try {
            server.requireServablePatience();
            server.port = server.web.start();
            server.housekeeping.start();
            server.reconciliation.ifPresent(Recurring::start);
            return server;
        } catch (RuntimeException | LinkageError e) {
            server.close();
            throw e;
        }
    }

    /** The adapters that it uses, in the order of their kinds. */
    public List<AdapterInUse> adapters() {
        return adaptersInUse;
    }

    /** The port that it listens on, also when the settings leave the choice open. */
    public int port() {
        return port;
    }

    /**
     * Accepts nothing more, finishes and answers what was accepted, and closes the adapters: in this order, because an
     * answer needs the engine, and the engine needs the storage. What fails is logged and keeps nothing else open: this
     * throws nothing. Idempotent.
     */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        close("the web server", web::stop);
        close("the payment engine", useCases::close);
        // It begins no further call once the engine has ended.
        reconciliation.ifPresent(running -> close("the reconciliation", running::close));
        close("the housekeeping", housekeeping::close);
        close("the adapters", adapters::close);
    }

    // Whatever it is that fails: payments that were accepted wait to be finished, and a database to be closed.
    private static void close(String what, Runnable step) {
        LOG.info("Ending {}", what);
        try {
            step.run();
        } catch (Throwable e) {
            LOG.error("{} did not end cleanly", what, e);
        }
    }

    private static Server assemble(Settings settings, Secret token, OpenAdapters adapters, InstantSource clock) {
        try {
            // The modules are chosen before any of them is asked: none of them decides about another.
            List<Module> modules = new ArrayList<>(adapters.modules());
            modules.add(new SettingsModule(settings, token));
            modules.add(new ServicesModule(clock, adapters));
            modules.add(new WebModule());
            modules.add(new DotWalletServerModule());
            return new Server(adapters, Guice.createInjector(Stage.PRODUCTION, modules));
        } catch (CreationException e) {
            adapters.close();
            throw unfit(e.getErrorMessages().iterator().next().getMessage(), e);
        } catch (LinkageError e) {
            adapters.close();
            throw unfit(e.toString(), e);
        } catch (RuntimeException e) {
            adapters.close();
            throw e;
        }
    }

    // Clients would be told that the server gave them up while the wallet was still in time.
    private void requireServablePatience() {
        gateway.map(WalletGateway::patience)
                .filter(patience -> !WalletGateway.isServable(patience))
                .ifPresent(patience -> {
                    AdapterName wallet = adaptersInUse.stream()
                            .filter(adapter -> adapter.kind() == AdapterKind.WALLET)
                            .map(AdapterInUse::name)
                            .findFirst()
                            .orElseThrow();
                    throw new Failure("The wallet " + wallet + " may take " + patience.toMillis() / 1000.0
                            + " s for a payment, and a wallet must take some time and at most "
                            + WalletGateway.LONGEST_PATIENCE.toSeconds()
                            + " s: change its time-outs, or choose another one with the setting wallet.");
                });
    }

    private static Failure unfit(String why, Throwable fault) {
        String line = why.lines().findFirst().orElse("").replaceFirst("\\.$", "");
        return new Failure(
                "The parts of the server do not fit together (" + line
                        + "): choose other adapters, or releases of them that fit this Farthing.",
                fault);
    }
}
