package io.farthing.bootstrap.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it when it is started.
 *
 * @param environment the environment variables
 * @param workingDirectory the folder that relative paths start from
 * @param input the standard input
 */
public record Surroundings(Map<String, String> environment, Path workingDirectory, InputStream input) {

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Path.of(""), System.in);
    }
}
