package io.farthing.bench.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for processes that run the same Java as this one. */
public final class ChildProcess {

    private ChildProcess() {}

    /** The command line that runs a class of the benchmark. */
    public static List<String> java(List<String> options, Class<?> main) {
        List<String> command = java(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    /** The command line that runs a jar. */
    public static List<String> java(List<String> options, Path jar, String argument) {
        List<String> command = java(options);
        command.addAll(List.of("-jar", jar.toString(), argument));
        return command;
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }
}
