package io.farthing.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.failure.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Nothing is done in a folder whose name Java could not read, because it would be done in another one. */
class WorkingDirectoryTest {

    // What Java makes of the folder "josé" where LC_ALL is C.
    private static final String UNREAD = "/home/jos\uFFFD\uFFFD";

    @Test
    void oneThatTheLocaleCannotNameIsRefusedWithTheWayOut() {
        assertThat(WorkingDirectory.problem(UNREAD))
                .map(Failure::getMessage)
                .hasValueSatisfying(message -> assertThat(message).contains(UNREAD, "LC_ALL=C.UTF-8"));
    }

    @Test
    void oneThatTheLocaleCanNameIsTaken() {
        assertThat(WorkingDirectory.problem("/home/josé/钱")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "config", "operator ledger verify"})
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void noCommandRunsThere(String command) {
        String before = System.setProperty("user.dir", UNREAD);
        try {
            StringWriter told = new StringWriter();
            CommandLine commandLine =
                    FarthingCommand.commandLine(Surroundings.ofProcess()).setErr(new PrintWriter(told));
            assertThat(commandLine.execute(command.split(" "))).isEqualTo(ExitCodes.FAILED);
            assertThat(told.toString()).contains("LC_ALL=C.UTF-8");
        } finally {
            System.setProperty("user.dir", before);
        }
    }
}
