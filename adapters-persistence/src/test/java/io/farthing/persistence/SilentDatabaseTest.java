package io.farthing.persistence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.AppId;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.TestEngines;
import io.farthing.testing.TcpProxy;
import io.farthing.testing.TcpProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A PostgreSQL that nothing is heard of any more, because its machine lost power, holds nobody up for long. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class SilentDatabaseTest {

    private final TcpProxy network = TcpProxy.before(TestPostgres.port());
    private final DatabaseSettings settings = TestPostgres.newDatabaseThrough(network.port(), 4);
    private final Engine impatient = TestEngines.postgres(
            Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(2));

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aCommitThatIsNotAnsweredIsGivenUpAndNobodyIsToldThatNothingWasTaken() {
        try (LivePayments payments = new LivePayments(settings, impatient, 100)) {
            network.tap((direction, piece) -> {
                if (direction == Direction.TO_SERVER && new String(piece, ISO_8859_1).contains("COMMIT")) {
                    network.stall();
                }
                return Optional.of(piece);
            });

            PaymentOutcome outcome = LivePayments.outcome(payments.request("1"));

            network.tap(TcpProxy.Tap.OPEN);
            network.heal();
            assertThat(outcome).isInstanceOf(PaymentOutcome.Undetermined.class);
            assertThat(payments.recorded("1")).isPresent();
            payments.awaitPaid("2");
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    @Test
    void aWritingUnitOfWorkThatIsNotAnsweredIsGivenUp() {
        assertThatNobodyWaits((unitOfWork, work) -> unitOfWork.write(work));
    }

    @Test
    void aReadingUnitOfWorkThatIsNotAnsweredIsGivenUp() {
        assertThatNobodyWaits((unitOfWork, work) -> unitOfWork.read(work));
    }

    /** As one does whose disk hangs: its operating system answers, and nobody else. */
    @Test
    void aMachineThatTakesConnectionsAndSaysNothingDoesNotKeepAnybodyFromTheNext() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            DatabaseSettings both = new DatabaseSettings(
                    settings.url().replace("//", "//localhost:" + mute.getLocalPort() + ","),
                    settings.user(),
                    settings.password(),
                    2);
            try (Database database = Database.open(both, impatient)) {
                assertThat(database.unitOfWork().<Boolean>read(SilentDatabaseTest::isShopKnown))
                        .isFalse();
            }
        }
    }

    @Test
    void aMachineThatTakesConnectionsAndSaysNothingIsGivenUpAtTheStart() {
        network.stall();

        assertThatThrownBy(() -> Database.open(settings, impatient))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("there is no answer; see whether it hangs");
    }

    /** A way to run a unit of work. */
    private interface Way {
        boolean run(UnitOfWork unitOfWork, Function<Stores, Boolean> work);
    }

    private void assertThatNobodyWaits(Way way) {
        try (Database database = Database.open(settings, impatient)) {
            assertThatThrownBy(() -> way.run(database.unitOfWork(), stores -> {
                        network.stall();
                        return isShopKnown(stores);
                    }))
                    .isInstanceOfSatisfying(
                            StorageFailure.class,
                            failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.UNAVAILABLE));

            network.heal();
            assertThat(way.run(database.unitOfWork(), SilentDatabaseTest::isShopKnown))
                    .isFalse();
        }
    }

    private static boolean isShopKnown(Stores stores) {
        return stores.apps().find(new AppId("shop")).isPresent();
    }
}
