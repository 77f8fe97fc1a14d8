package io.farthing.persistence;

import com.google.inject.AbstractModule;
import io.farthing.application.port.out.UnitOfWork;

/** Lets the application keep its state in an open database. Whoever opened the database closes it. */
final class PersistenceModule extends AbstractModule {

    private final Database database;

    /** A module that binds {@link UnitOfWork} to this database. */
    PersistenceModule(Database database) {
        this.database = database;
    }

    @Override
    protected void configure() {
        bind(UnitOfWork.class).toInstance(database.unitOfWork());
    }
}
