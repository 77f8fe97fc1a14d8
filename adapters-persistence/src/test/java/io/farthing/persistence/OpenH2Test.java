package io.farthing.persistence;

import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.OpenStorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file is opened and closed as every storage is. */
final class OpenH2Test implements OpenStorageContract {

    @TempDir
    private Path folder;

    @Override
    public OpenStorage open() {
        return Database.open(DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("farthing")));
    }
}
