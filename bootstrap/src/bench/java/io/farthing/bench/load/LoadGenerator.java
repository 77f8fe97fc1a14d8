package io.farthing.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that makes the load: reads plans from its input, one JSON object in a line, carries each out, and writes
 * the result as a line. It stays between plans, so that its code is compiled when it counts. It ends with its input, or
 * loudly with the first answer that is not the expected one.
 */
public final class LoadGenerator {

    private LoadGenerator() {}

    /** Serves plans until the input ends. */
    public static void main(String[] arguments) throws IOException {
        JsonMapper mapper = new JsonMapper();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            LoadResult result = new LoadRun(mapper.readValue(line, LoadPlan.class)).run();
            System.out.println(mapper.writeValueAsString(result));
        }
    }
}
