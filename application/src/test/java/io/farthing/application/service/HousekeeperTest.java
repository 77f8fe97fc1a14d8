package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A round keeps its failures to itself: whoever runs it again and again would stop. */
final class HousekeeperTest {

    @Test
    void aRoundKeepsItsFailuresToItself() {
        AtomicInteger rounds = new AtomicInteger();
        try (Housekeeper housekeeper = new Housekeeper(() -> {
            if (rounds.incrementAndGet() == 1) {
                throw new OutOfMemoryError("told to fail");
            }
            throw new IllegalStateException("the storage is lost");
        })) {
            assertThatCode(housekeeper::tidy).doesNotThrowAnyException();
            assertThatCode(housekeeper::tidy).doesNotThrowAnyException();
        }
        assertThat(rounds).hasValue(2);
    }
}
