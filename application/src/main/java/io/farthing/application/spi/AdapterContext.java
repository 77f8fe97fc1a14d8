package io.farthing.application.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What an adapter may use while it is opened, beside its settings. Everything else of the platform reaches it through
 * injection, later.
 */
public final class AdapterContext {

    private final Supplier<Path> dataFolder;
    private final InstantSource clock;

    /**
     * The context of a platform.
     *
     * @param dataFolder yields the folder of the platform's data, and makes it when it is missing
     * @param clock the platform's clock
     */
    public AdapterContext(Supplier<Path> dataFolder, InstantSource clock) {
        this.dataFolder = dataFolder;
        this.clock = clock;
    }

    /**
     * The folder in which the platform keeps its data on this machine, for an adapter that has nowhere better. It is
     * made, for its owner only, when it is asked for: an adapter that keeps nothing here doesn't call this. Names of
     * files in it begin with the adapter's name.
     */
    public Path dataFolder() {
        return dataFolder.get();
    }

    /** The clock of the platform, from which all times come. Thread-safe. */
    public InstantSource clock() {
        return clock;
    }
}
