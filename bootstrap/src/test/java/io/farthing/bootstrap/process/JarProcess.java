package io.farthing.bootstrap.process;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.secret.Secret;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The jar or another program, running in a folder of its own, without the settings of whoever runs the tests. */
public final class JarProcess implements AutoCloseable {

    private static final long END_SECONDS = 60;

    // Few of these live for as long as the better compiler takes to be worth its time: a server starts in half of it.
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path errorFile;
    private final List<String> out = new ArrayList<>();
    private final BufferedReader reader;

    private JarProcess(Process process, Path errorFile) {
        this.process = process;
        this.errorFile = errorFile;
        this.reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the jar in {@code folder} with these environment variables and arguments. */
    public static JarProcess start(Path folder, Map<String, String> environment, String... arguments) {
        String jar = System.getProperty("farthing.jar", "target/farthing.jar");
        Stream<String> program = Stream.of("-jar", Path.of(jar).toAbsolutePath().toString());
        return start(folder, environment, Stream.concat(program, Stream.of(arguments)));
    }

    /** Starts a main of the tests, with everything that the tests know. */
    public static JarProcess ofMain(Path folder, Class<?> main, String... arguments) {
        Stream<String> program = Stream.of("-cp", System.getProperty("java.class.path"), main.getName());
        return start(folder, Map.of(), Stream.concat(program, Stream.of(arguments)));
    }

    private static JarProcess start(Path folder, Map<String, String> environment, Stream<String> program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(Stream.of(java), OPTIONS.stream(), program)
                .flatMap(part -> part)
                .toList();
        try {
            Path errorFile = Files.createTempFile(folder, "stderr", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectError(errorFile.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("FARTHING_"));
            builder.environment().putAll(environment);
            return new JarProcess(builder.start(), errorFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server on any free port whose data are in {@code folder}; returns once it listens. */
    public static JarProcess serve(Path folder) {
        return serve(folder, Map.of());
    }

    /** The same with further settings. */
    public static JarProcess serve(Path folder, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("FARTHING_HTTP_PORT", "0");
        JarProcess server = start(folder, environment, "serve");
        server.url();
        return server;
    }

    /** Where it listens, once it does. */
    public URI url() {
        String prefix = "listening on ";
        return URI.create(line(text -> text.startsWith(prefix)).substring(prefix.length()));
    }

    /** The first line of the standard output, from its beginning, that is such a one; waits for it to be printed. */
    public synchronized String line(Predicate<String> isWanted) {
        try {
            for (int i = 0; ; i++) {
                if (i == out.size()) {
                    String next = reader.readLine();
                    if (next == null) {
                        throw new AssertionError("the process ended: " + out + error());
                    }
                    out.add(next);
                }
                if (isWanted.test(out.get(i))) {
                    return out.get(i);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of the operator API, with the token that the server made. */
    public OperatorClient operator(Path folder) {
        try {
            String token = Files.readString(folder.resolve("farthing-data/operator-token"));
            return new OperatorClient(url(), new Secret(token.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything on the standard output, once the process has ended. */
    public synchronized String output() {
        reader.lines().forEach(out::add);
        return String.join("\n", out);
    }

    /** Everything on the standard error output until now. */
    public String error() {
        try {
            return Files.readString(errorFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end, and returns the exit code. */
    public int exitCode() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the process does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Asks the process to end: SIGTERM. */
    public void terminate() {
        // Process.destroy would close our end of the output, too.
        process.toHandle().destroy();
    }

    /** Ends the process on the spot: SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
