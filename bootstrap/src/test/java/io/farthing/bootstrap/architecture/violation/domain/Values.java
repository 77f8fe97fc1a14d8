package io.farthing.bootstrap.architecture.violation.domain;

import java.time.Instant;
import java.util.Random;
import org.slf4j.Logger;

/** Values that are not worth the name. */
final class Values {

    private Values() {}

    record Logging(Logger log) {}

    static final class TellingTheTime {
        Instant moment() {
            return Instant.now();
        }
    }

    static final class ThrowingDice {
        int number() {
            return new Random().nextInt();
        }
    }

    static final class Rounding {
        long half(long satoshis) {
            return (long) (satoshis * 0.5);
        }
    }

    static final class Spelling {
        String words(long satoshis) {
            return String.format("%d satoshis", satoshis);
        }
    }
}
