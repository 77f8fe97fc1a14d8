package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceAMinuteTest {
    @Test
    void whatWasJustDoneIsNotDoneAgain() {
        OnceAMinute warning = new OnceAMinute();
        AtomicInteger done = new AtomicInteger();

        warning.run(done::incrementAndGet);
        warning.run(done::incrementAndGet);

        assertThat(done).hasValue(1);
    }
}
