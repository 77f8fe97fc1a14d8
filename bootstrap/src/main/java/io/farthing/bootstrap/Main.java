package io.farthing.bootstrap;

import io.farthing.bootstrap.cli.FarthingCommand;
import io.farthing.bootstrap.cli.Surroundings;
import io.farthing.bootstrap.config.ProcessSettings;
import io.farthing.bootstrap.logging.Logging;
import java.util.Locale;

/** The entrance of the runnable jar. */
public final class Main {

    private Main() {}

    /** Does what the arguments say, and ends the process with an exit code when that is done. */
    public static void main(String[] arguments) {
        // Libraries fold case as the machine's language does: in Turkish the letters of "argon2id" are others.
        Locale.setDefault(Locale.ROOT);
        Logging.configure(ProcessSettings.LogFormat.TEXT, ProcessSettings.LogLevel.WARN);
        System.exit(FarthingCommand.execute(Surroundings.ofProcess(), arguments));
    }
}
