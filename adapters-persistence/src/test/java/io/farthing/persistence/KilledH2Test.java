package io.farthing.persistence;

import io.farthing.application.port.out.KilledStorageContract;
import io.farthing.application.port.out.OpenStorage;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file keeps what was committed when the process is killed. */
final class KilledH2Test implements KilledStorageContract {

    @TempDir
    private Path folder;

    @Override
    public Class<? extends Function<String, OpenStorage>> opening() {
        return OpeningDatabase.class;
    }

    @Override
    public String place() {
        return "jdbc:h2:file:" + folder.resolve("farthing");
    }
}
