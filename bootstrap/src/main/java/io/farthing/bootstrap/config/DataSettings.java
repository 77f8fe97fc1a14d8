package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import java.nio.file.Path;

/**
 * Where things are on this machine.
 *
 * @param dataDirectory the folder of the embedded database and of the operator token
 * @param pluginsDirectory the folder of the jars with further adapters
 */
public record DataSettings(
        @Setting(
                key = "data-dir",
                defaultValue = "farthing-data",
                description = "The folder of the embedded database and of the operator token; made when missing.")
        Path dataDirectory,

        @Setting(
                key = "plugins-dir",
                defaultValue = "plugins",
                description =
                        "The folder of jars with further adapters; it need not be there. What is in it runs as part"
                                + " of the server.")
        Path pluginsDirectory) {

    /** The file with the operator token, where none was set. */
    public Path operatorTokenFile() {
        return dataDirectory.resolve("operator-token");
    }
}
