package io.farthing.bench.load;

import io.farthing.bench.server.ChildProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A {@link LoadGenerator} in a process of its own. Used by one thread. */
public final class LoadProcess implements AutoCloseable {

    private final JsonMapper mapper = new JsonMapper();
    private final Process process;
    private final BufferedWriter plans;
    private final BufferedReader results;

    /** Starts the process. */
    public LoadProcess() throws IOException {
        process = new ProcessBuilder(ChildProcess.java(List.of("-Xmx128m"), LoadGenerator.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        plans = process.outputWriter();
        results = process.inputReader();
    }

    /**
     * Carries out a plan and waits for its end.
     *
     * @throws IOException when an answer was not the expected one; the process has said on standard error which
     */
    public LoadResult run(LoadPlan plan) throws IOException {
        plans.write(mapper.writeValueAsString(plan));
        plans.newLine();
        plans.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("the load generator has ended; its last words are on standard error");
        }
        return mapper.readValue(line, LoadResult.class);
    }

    @Override
    public void close() throws IOException {
        plans.close();
        process.destroy();
    }
}
