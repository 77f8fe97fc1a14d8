package io.farthing.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be measured alone, by those who work on it. Figures to publish come from all parts in one run. */
enum Part {
    /** Throughput and latency over HTTP. */
    HTTP,
    /** The payment engine against one transaction per payment and against pgbench. */
    ENGINE,
    /** All load on one authorization. */
    HOT_USER,
    /** Recipients with wallets here, and few payments in a commit. */
    WALLETS,
    /** Growing tables. */
    GROWTH,
    /** The domain's decision. */
    DECISION;

    /** The parts of these names, in any case, with commas between them; all when there is none. */
    static Set<Part> named(String names) {
        if (names.isBlank()) {
            return EnumSet.allOf(Part.class);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names.split(",")) {
            parts.add(named(name.strip(), names));
        }
        return parts;
    }

    private static Part named(String name, String names) {
        return Arrays.stream(values())
                .filter(part -> part.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "bench.parts lists some of " + Arrays.toString(values()) + ", not " + names));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
