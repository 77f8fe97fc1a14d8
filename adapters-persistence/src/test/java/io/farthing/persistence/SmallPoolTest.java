package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.PaymentOutcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest pool is large enough to make the tables, and for payments while somebody reads for long. */
final class SmallPoolTest {

    @TempDir
    private Path folder;

    @Test
    void inH2() {
        assertThatPaymentsAreMade(new DatabaseSettings(
                "jdbc:h2:file:" + folder.resolve("farthing"),
                Optional.empty(),
                Optional.empty(),
                DatabaseSettings.MIN_POOL_SIZE));
    }

    @Test
    void inPostgres() {
        assertThatPaymentsAreMade(TestPostgres.newDatabase(DatabaseSettings.MIN_POOL_SIZE));
    }

    private static void assertThatPaymentsAreMade(DatabaseSettings settings) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (LivePayments payments = new LivePayments(settings)) {
            CompletableFuture<Void> reader = CompletableFuture.runAsync(
                    () -> payments.tryTo(
                            stores -> {
                                begun.countDown();
                                return await(end);
                            },
                            false),
                    task -> new Thread(task).start());
            await(begun);
            assertThat(payments.requestMany("few", 20)).allMatch(PaymentOutcome.Settled.class::isInstance);
            payments.assertThatEverybodyWasToldTheTruth();
            end.countDown();
            reader.join();
        } finally {
            end.countDown();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
