package io.farthing.persistence;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterFailure;
import io.farthing.application.spi.AdapterFailure.Category;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.SpiVersion;
import io.farthing.persistence.engine.Failures;
import java.util.Set;

/** Offers a storage in H2 or PostgreSQL; the form of the URL says in which of them. */
public final class DatabaseProvider implements AdapterProvider<DatabaseOptions> {

    /** For {@link java.util.ServiceLoader}. */
    public DatabaseProvider() {}

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AdapterName name() {
        return new AdapterName("database");
    }

    @Override
    public AdapterKind kind() {
        return AdapterKind.STORAGE;
    }

    @Override
    public String description() {
        return "H2, embedded in the server, or PostgreSQL: database.url says which.";
    }

    @Override
    public Set<Class<?>> ports() {
        return Set.of(UnitOfWork.class);
    }

    @Override
    public Class<DatabaseOptions> settings() {
        return DatabaseOptions.class;
    }

    @Override
    public Adapter open(DatabaseOptions options, AdapterContext context) {
        try {
            DatabaseSettings settings = options.resolve(context::dataFolder);
            Database database = Database.open(settings);
            return Adapter.of(new PersistenceModule(database))
                    .at(settings.location())
                    .closedBy(database::close);
        } catch (IllegalArgumentException e) {
            throw new AdapterFailure(Category.SETTINGS, "database.url cannot be used: " + e.getMessage() + ".", e);
        } catch (StorageFailure e) {
            throw new AdapterFailure(
                    Category.OUTSIDE,
                    "The server cannot start: " + e.getMessage() + "." + Failures.whatToDoAboutOpening(e),
                    e);
        }
    }
}
