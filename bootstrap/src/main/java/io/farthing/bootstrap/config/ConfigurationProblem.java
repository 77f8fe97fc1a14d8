package io.farthing.bootstrap.config;

import java.util.List;

/** The settings cannot be used as they are. Each problem is one sentence that says what to change; none holds a secret. */
public final class ConfigurationProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** All problems that were found, at least one. */
    public ConfigurationProblem(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
