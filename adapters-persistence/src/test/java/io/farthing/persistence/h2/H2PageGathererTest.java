package io.farthing.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.LivePayments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many chunks of H2's file payments leave behind that are committed one by one. */
final class H2PageGathererTest {

    private static final int STRIDES = 3;

    /** A page of payments that was left where it is keeps one; a page has room for fewer payments than that. */
    private static final int PAYMENTS_IN_A_PAGE = 20;

    @TempDir
    private Path folder;

    @Test
    void pagesOfEarlierPaymentsShareTheirChunks() throws IOException {
        try (LivePayments payments = new LivePayments(settings())) {
            payOneByOne(payments, "a", STRIDES * H2PageGatherer.PAYMENTS);

            assertThat(chunks()).isLessThan(STRIDES * H2PageGatherer.PAYMENTS / PAYMENTS_IN_A_PAGE);
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    /** Those that had not been gathered when the server ended, too. */
    @Test
    void theyAreGatheredAfterARestart() throws IOException {
        int restarts = 6;
        int each = H2PageGatherer.PAYMENTS / 2;
        for (int restart = 0; restart < restarts; restart++) {
            try (LivePayments payments = new LivePayments(settings())) {
                payOneByOne(payments, restart + "", each);
                payments.assertThatEverybodyWasToldTheTruth();
            }
        }
        try (LivePayments payments = new LivePayments(settings())) {
            payOneByOne(payments, "last", 10); // H2 keeps what the last five commits have replaced.
            assertThat(chunks()).isLessThan(restarts * each / PAYMENTS_IN_A_PAGE);
        }
    }

    private static void payOneByOne(LivePayments payments, String name, int count) {
        for (int i = 0; i < count; i++) {
            LivePayments.outcome(payments.request(name + " " + i));
        }
    }

    // As a killed process would leave the file.
    private long chunks() throws IOException {
        Path copy = folder.resolve("dead.mv.db");
        Files.copy(folder.resolve("live.mv.db"), copy, StandardCopyOption.REPLACE_EXISTING);
        MVStore store =
                new MVStore.Builder().fileName(copy.toString()).readOnly().open();
        try {
            return store.getLayoutMap().keySet().stream()
                    .filter(key -> key.startsWith("chunk."))
                    .count();
        } finally {
            store.closeImmediately();
        }
    }

    private DatabaseSettings settings() {
        return new DatabaseSettings(
                "jdbc:h2:file:" + folder.resolve("live") + ";RETENTION_TIME=0", Optional.empty(), Optional.empty(), 2);
    }
}
