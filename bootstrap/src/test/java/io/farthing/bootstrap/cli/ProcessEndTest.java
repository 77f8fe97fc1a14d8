package io.farthing.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is asked to end does end. */
@Timeout(60)
final class ProcessEndTest {

    @Test
    void whatWasAcceptedIsFinished() {
        CountDownLatch finished = new CountDownLatch(1);

        ProcessEnd.within(Duration.ofSeconds(50), finished::countDown);

        assertThat(finished.getCount()).isZero();
    }

    @Test
    void whatHangsIsLeftBehind() {
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);

        ProcessEnd.within(Duration.ofMillis(10), () -> {
            try {
                disk.await();
                finished.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(finished.getCount()).isEqualTo(1);
        disk.countDown();
    }
}
