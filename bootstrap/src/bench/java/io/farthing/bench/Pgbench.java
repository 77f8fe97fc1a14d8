package io.farthing.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, in a process of its own. */
final class Pgbench implements TpcB {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Path program;
    private final int port;
    private final int connections;

    private Pgbench(Path program, int port, int connections) {
        this.program = program;
        this.port = port;
        this.connections = connections;
    }

    /** The newest one of Debian's folders, or the one that the shell would find. */
    static Optional<Pgbench> find(int port, int connections) throws IOException {
        List<Path> candidates = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted((a, b) -> b.compareTo(a))
                        .forEach(version -> candidates.add(version.resolve("bin/pgbench")));
            }
        }
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)) {
            candidates.add(Path.of(folder, "pgbench"));
        }
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Pgbench(program, port, connections));
    }

    /** Fills the tables. */
    void fill() throws IOException, InterruptedException {
        run("-i", "-q", "-s", Integer.toString(SCALE));
    }

    @Override
    public String name() {
        return "pgbench: TPC-B, prepared, " + connections + " clients";
    }

    @Override
    public Rate rate(long durationMs) throws IOException, InterruptedException {
        String seconds = Long.toString(Math.max(1, durationMs / 1000));
        String said = run("-n", "-M", "prepared", "-c", Integer.toString(connections), "-j", "2", "-T", seconds);
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IOException("pgbench did not say how fast it was: " + said);
        }
        return new Rate(Double.parseDouble(rate.group(1)));
    }

    private String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-h", "localhost", "-U", "postgres"));
        command.addAll(List.of("-p", Integer.toString(port)));
        command.addAll(List.of(options));
        command.add("tpcb");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", "postgres");
        Process process = builder.start();
        String said;
        try (var in = process.inputReader()) {
            said = String.join("\n", in.lines().toList());
        }
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + said);
        }
        return said;
    }

    @Override
    public void close() {
        // Each run is a process that has ended.
    }
}
