package io.farthing.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which ends when this is closed. */
public final class ServerProcess implements AutoCloseable {

    /** How a server says that it is ready; its address follows. */
    static final String READY = "listening on ";

    private static final Pattern ADDRESS = Pattern.compile(READY + "http://[^ :]+:([0-9]+)");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final int port;

    /**
     * Starts a server and waits until it is ready.
     *
     * @param environment what is added to the environment of this process
     * @param log where its output goes
     */
    public ServerProcess(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        port = awaitPort();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The number of its process, for those who want to look into it. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private int awaitPort() throws IOException, InterruptedException {
        for (long tenths = 0; tenths < PATIENCE_SECONDS * 10; tenths++) {
            Matcher matcher = ADDRESS.matcher(Files.readString(log));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroy();
        throw new IOException("the server did not start; it said: " + Files.readString(log));
    }
}
