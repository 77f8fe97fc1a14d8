package io.farthing.persistence;

import io.farthing.application.port.out.OpenStorage;
import java.util.function.Function;

/** Opens the database of a URL, in whatever process. */
public final class OpeningDatabase implements Function<String, OpenStorage> {

    /** For whoever knows the name of this class only. */
    public OpeningDatabase() {}

    @Override
    public OpenStorage apply(String url) {
        return Database.open(DatabaseSettings.of(url));
    }
}
