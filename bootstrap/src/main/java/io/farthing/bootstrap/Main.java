package io.farthing.bootstrap;

import io.farthing.bootstrap.cli.FarthingCommand;
import io.farthing.bootstrap.cli.Surroundings;
import io.farthing.bootstrap.config.ProcessSettings;
import io.farthing.bootstrap.logging.Logging;

/** The entrance of the runnable jar. */
public final class Main {

    private Main() {}

    /** Does what the arguments say, and ends the process with an exit code when that is done. */
    public static void main(String[] arguments) {
        Logging.configure(ProcessSettings.LogFormat.TEXT, ProcessSettings.LogLevel.WARN);
        System.exit(FarthingCommand.execute(Surroundings.ofProcess(), arguments));
    }
}
