package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.PaymentOutcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest pool that may be set is large enough, also to make the tables. */
final class SmallPoolTest {

    @TempDir
    private Path folder;

    @Test
    void oneConnectionIsEnoughForH2() {
        assertThatPaymentsAreMade(new DatabaseSettings(
                "jdbc:h2:file:" + folder.resolve("farthing"), Optional.empty(), Optional.empty(), 1));
    }

    @Test
    void oneConnectionIsEnoughForPostgres() {
        assertThatPaymentsAreMade(TestPostgres.newDatabase(1));
    }

    private static void assertThatPaymentsAreMade(DatabaseSettings settings) {
        try (LivePayments payments = new LivePayments(settings)) {
            assertThat(payments.requestMany("few", 20)).allMatch(PaymentOutcome.Settled.class::isInstance);
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }
}
