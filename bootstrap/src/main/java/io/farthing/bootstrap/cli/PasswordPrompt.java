package io.farthing.bootstrap.cli;

import io.farthing.bootstrap.failure.Failure;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks for a password. */
final class PasswordPrompt {

    private PasswordPrompt() {}

    /** The first line of the standard input when it is piped; otherwise what is typed, unseen, at the terminal. */
    static String password(Surroundings surroundings, boolean isPiped) {
        return isPiped ? firstLine(surroundings) : typed();
    }

    private static String firstLine(Surroundings surroundings) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(surroundings.input(), StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new Failure("The standard input is empty: with --password-stdin its first line is the password.");
            }
            return line;
        } catch (IOException e) {
            throw new Failure("The standard input cannot be read: " + e.getMessage() + ".", e);
        }
    }

    // JDK 17 has no console without a terminal; later ones may have one that ends at once.
    @SuppressWarnings("SystemConsoleNull")
    private static String typed() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password for the new user: ");
        if (typed == null) {
            throw new Failure("There is no terminal to ask for the password: pass it on the standard input, with"
                    + " --password-stdin.");
        }
        return new String(typed);
    }
}
