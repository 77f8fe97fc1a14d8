package io.farthing.bootstrap.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.farthing.application.platform.PaymentPlatform;
import io.farthing.bootstrap.process.JarProcess;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host is killed twice in the middle of its payments, and of every one that was settled its listener is told. */
class KilledHostTest {

    private static final int TOLD_IN_THE_FIRST_LIFE = 100;

    @TempDir
    private Path folder;

    /** A line of what the listener has written down. */
    private record Told(long event, long authorization, long payment) {}

    @Test
    void everySettledPaymentHasItsEventAtLeastOnceAndInOrderForEachAuthorization() throws Exception {
        try (JarProcess first = host(1, TOLD_IN_THE_FIRST_LIFE)) {
            first.line(Host.TOLD_ENOUGH::equals);
            first.line(Host.PAID_ENOUGH::equals);
            first.kill();
        }
        assertThat(told()).as("most of what was paid is not told yet").hasSize(TOLD_IN_THE_FIRST_LIFE);
        try (JarProcess second = host(2, Integer.MAX_VALUE)) {
            second.line(Host.PAID_ENOUGH::equals);
            second.kill();
        }

        Set<Long> settled;
        try (Database database = Host.database(folder)) {
            try (PaymentPlatform last = Host.platform(database, 3, new Host.Journal(folder))) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> last.listeners().get(0).waiting() == 0);
            }
            settled = settled(database);
        }

        assertThat(settled).hasSizeGreaterThanOrEqualTo(2 * Host.ENOUGH);
        assertThat(told().stream().map(Told::payment).collect(Collectors.toSet()))
                .isEqualTo(settled);
        assertThatEachAuthorizationIsToldInOrder();
    }

    // What was told twice counts when it was told first: that is what a listener sees that recognises repeats.
    private void assertThatEachAuthorizationIsToldInOrder() throws IOException {
        Set<Long> events = new HashSet<>();
        Map<Long, List<Told>> byAuthorization = new TreeMap<>();
        for (Told each : told()) {
            if (events.add(each.event())) {
                byAuthorization
                        .computeIfAbsent(each.authorization(), key -> new ArrayList<>())
                        .add(each);
            }
        }
        assertThat(byAuthorization).hasSize(2 * Host.USERS).allSatisfy((authorization, inOrder) -> {
            assertThat(inOrder).extracting(Told::event).isSorted();
            assertThat(inOrder).extracting(Told::payment).isSorted().doesNotHaveDuplicates();
        });
    }

    private JarProcess host(int life, int told) {
        return JarProcess.ofMain(folder, Host.class, folder.toString(), Integer.toString(life), Integer.toString(told));
    }

    private List<Told> told() throws IOException {
        return Files.readAllLines(new Host.Journal(folder).file()).stream()
                .map(line -> Arrays.stream(line.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .map(numbers -> new Told(numbers[0], numbers[1], numbers[2]))
                .toList();
    }

    private static Set<Long> settled(Database database) {
        return database.unitOfWork().read(stores -> {
            Set<Long> settled = new HashSet<>();
            stores.journal()
                    .eachPayment(
                            payment -> {
                                if (payment.status() == PaymentStatus.SETTLED) {
                                    settled.add(payment.id().value());
                                }
                            },
                            wrong -> fail(wrong.toString()));
            return settled;
        });
    }
}
