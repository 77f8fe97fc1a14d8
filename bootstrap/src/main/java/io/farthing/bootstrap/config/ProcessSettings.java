package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;

/**
 * How the process logs.
 *
 * @param logFormat in which form log lines are written
 * @param logLevel which log lines are written
 */
public record ProcessSettings(
        @Setting(
                key = "log.format",
                defaultValue = "text",
                description = "In which form log lines are written to the standard error output: text, or json with"
                        + " one object on each line.")
        LogFormat logFormat,

        @Setting(
                key = "log.level",
                defaultValue = "info",
                description = "The least important log lines that are written.")
        LogLevel logLevel) {

    /** In which form log lines are written. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** For machines: one JSON object on each line. */
        JSON
    }

    /** How important a log line is. */
    public enum LogLevel {
        /** Something failed. */
        ERROR,
        /** Something is not as it should be. */
        WARN,
        /** Something that an operator may want to know. */
        INFO,
        /** Everything that helps to find a fault. */
        DEBUG
    }
}
