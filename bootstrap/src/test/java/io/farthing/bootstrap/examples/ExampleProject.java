package io.farthing.bootstrap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project of {@code docs/examples}, copied to where it can be built, with a local repository that has our artifacts
 * and nothing else of ours. Maven is the one that runs this build, and it is called as anybody would who has installed
 * our artifacts.
 */
public final class ExampleProject {

    private static final long MAX_MINUTES = 10;

    private final Path folder;
    private final ExampleRepository repository;

    private ExampleProject(Path folder, ExampleRepository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** The example of that name, as it is in the source tree, and our artifacts as they were just packaged. */
    public static ExampleProject of(String name) {
        try {
            Path root = root();
            // Another example may be built at the same time, by a Maven that knows nothing of this one.
            Path own = root.resolve("bootstrap/target/examples").resolve(name);
            Path folder = own.resolve("project");
            delete(folder);
            copy(root.resolve("docs/examples").resolve(name), folder);
            // Otherwise Maven would take the settings of our own build, which are in a folder above.
            Files.createDirectories(folder.resolve(".mvn"));
            ExampleRepository repository = new ExampleRepository(own.resolve("repository"));
            repository.install(root);
            return new ExampleProject(folder, repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the copy is. */
    public Path folder() {
        return folder;
    }

    /** A file that the build made, such as {@code target/example.jar}. */
    public Path file(String path) {
        Path file = folder.resolve(path);
        assertThat(file).exists();
        return file;
    }

    /** Builds and tests it: {@code mvn verify}. Fails with what Maven said. */
    public void verify() {
        List<String> command = new ArrayList<>(List.of(maven(), "-B", "-ntp", "-e"));
        command.addAll(repository.arguments());
        command.add("verify");
        try {
            Path log = folder.resolve("maven.log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(ExampleProject::isOfThisBuild);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            boolean hasEnded = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
            if (!hasEnded) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertThat(hasEnded && process.exitValue() == 0)
                    .as("%s in %s succeeds; it said:%n%s", command, folder, Files.readString(log))
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    // What Maven's script tells the Maven that it starts, and settings of a Farthing that somebody runs.
    private static boolean isOfThisBuild(String variable) {
        return variable.startsWith("FARTHING_")
                || List.of("MAVEN_PROJECTBASEDIR", "MAVEN_BASEDIR", "MAVEN_CMD_LINE_ARGS", "MAVEN_OPTS")
                        .contains(variable);
    }

    private static String maven() {
        return Optional.ofNullable(System.getProperty("maven.home"))
                .map(home -> Path.of(home, "bin", "mvn").toString())
                .orElse("mvn");
    }

    // The tests of a module run in its folder.
    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return Files.exists(module.resolve("docs/examples")) ? module : module.getParent();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            // What a build in the source tree has left behind would hide what this one does not do.
            for (Path file : files.filter(each -> !from.relativize(each).startsWith("target"))
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
