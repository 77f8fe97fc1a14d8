package io.farthing.persistence;

import io.farthing.application.port.out.KilledStorageContract;
import io.farthing.application.port.out.OpenStorage;
import java.util.function.Function;

/** A PostgreSQL keeps what was committed when the process is killed that uses it. */
final class KilledPostgresClientTest implements KilledStorageContract {

    private final String url = TestPostgres.newDatabase(4).url();

    @Override
    public Class<? extends Function<String, OpenStorage>> opening() {
        return OpeningDatabase.class;
    }

    @Override
    public String place() {
        return url;
    }
}
