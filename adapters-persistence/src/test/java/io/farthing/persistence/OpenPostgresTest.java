package io.farthing.persistence;

import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.OpenStorageContract;

/** A PostgreSQL is opened and closed as every storage is. */
final class OpenPostgresTest implements OpenStorageContract {

    private final DatabaseSettings settings = TestPostgres.newDatabase(4);

    @Override
    public OpenStorage open() {
        return Database.open(settings);
    }
}
