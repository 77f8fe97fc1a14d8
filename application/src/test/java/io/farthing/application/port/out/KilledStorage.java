package io.farthing.application.port.out;

import io.farthing.application.fake.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A process that writes to a storage until it is killed, and says what has been committed as soon as it is told so. */
public final class KilledStorage {

    private static final String COMMITTED = "committed ";
    private static final int LONGEST_SECONDS = 60;

    private KilledStorage() {}

    /**
     * What the process runs.
     *
     * @param arguments the class that opens the storage, and what it is given
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        Function<String, OpenStorage> opening = (Function<String, OpenStorage>)
                Class.forName(arguments[0]).getConstructor().newInstance();
        UnitOfWork unitOfWork = opening.apply(arguments[1]).unitOfWork();
        for (int i = 0; true; i++) {
            String name = "user " + i;
            unitOfWork.write(stores -> Samples.addUser(stores, name, 1));
            // Nothing is printed in two pieces: half a line says nothing.
            System.out.print(COMMITTED + name + "\n");
            System.out.flush();
        }
    }

    /** Runs the process, kills it when so many users were committed, and returns the names of all that were. */
    static List<String> killAfter(int users, Class<? extends Function<String, OpenStorage>> opening, String place)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        java, "-cp", classPath, KilledStorage.class.getName(), opening.getName(), place)
                .redirectErrorStream(true)
                .start();
        // Killed by its handle, it can be read to its end.
        ProcessHandle handle = process.toHandle();
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(handle::destroyForcibly);
        List<String> committed = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith(COMMITTED)) {
                    said.add(line);
                } else if (committed.add(line.substring(COMMITTED.length())) && committed.size() == users) {
                    handle.destroyForcibly();
                }
            }
        }
        process.onExit().join();
        if (committed.size() < users) {
            throw new AssertionError("the process committed " + committed.size() + " users only, and said " + said);
        }
        return committed;
    }
}
