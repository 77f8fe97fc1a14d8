package io.farthing.bench;

import java.util.List;
import java.util.Locale;

/**
 * How much is done. More of it steadies the figures; what is compared, and in how many rounds, stays the same. Times are
 * those of two cores with nothing else to do.
 */
public enum Size {
    /**
     * One to one and a half minutes: to see that everything works. Half of the code is not compiled yet when it is
     * measured, and the databases are small, so its figures and verdicts are no more than a sign of that.
     */
    QUICK(200, 100, 400, List.of(5_000, 20_000, 40_000)),
    /** Half an hour or so: the least that yields figures to go by, and to compare two versions with. */
    STANDARD(5_000, 3_000, 40_000, List.of(100_000, 1_000_000, 5_000_000)),
    /** Longer rounds and more sizes: figures to publish. */
    FULL(20_000, 5_000, 60_000, List.of(100_000, 500_000, 1_000_000, 2_000_000, 5_000_000));

    private final int httpMs;
    private final int engineMs;
    private final int warmUpMs;
    private final List<Integer> tableSizes;

    Size(int httpMs, int engineMs, int warmUpMs, List<Integer> tableSizes) {
        this.httpMs = httpMs;
        this.engineMs = engineMs;
        this.warmUpMs = warmUpMs;
        this.tableSizes = tableSizes;
    }

    /** The size of that name, in any case; throws {@link IllegalArgumentException} with the names there are. */
    public static Size named(String name) {
        for (Size size : values()) {
            if (size.name().equalsIgnoreCase(name)) {
                return size;
            }
        }
        throw new IllegalArgumentException("bench.size is quick, standard or full, not " + name);
    }

    /** How often everything is measured, in turn: A B C, A B C, …. */
    public int rounds() {
        return 5;
    }

    /** For how long a server is under load in one round, in milliseconds. */
    public int httpMs() {
        return httpMs;
    }

    /** For how long the engine in this process is under load in one round, in milliseconds. */
    public int engineMs() {
        return engineMs;
    }

    /** For how long everything runs at least before it is measured, in milliseconds; see {@link WarmUp}. */
    public int warmUpMs() {
        return warmUpMs;
    }

    /** At which numbers of payments in the database the throughput is measured, growing. */
    public List<Integer> tableSizes() {
        return tableSizes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
