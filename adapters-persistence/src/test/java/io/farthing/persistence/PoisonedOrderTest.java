package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.PaymentOutcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An order that a real database refuses takes none of those down that are committed with it. */
final class PoisonedOrderTest {

    private static final int ORDERS = 40;
    private static final String POISON =
            "alter table payments add constraint poisoned check (order_number <> 'order 13' and order_number <> 'order 14')";

    @Test
    void h2RecordsTheNeighboursOfAnOrderThatItRefuses() throws SQLException {
        String url = "jdbc:h2:mem:poisoned";
        DatabaseSettings settings = new DatabaseSettings(url, Optional.empty(), Optional.empty(), 4);
        try (LivePayments payments = new LivePayments(settings)) {
            try (Connection connection = DriverManager.getConnection(url, "sa", "");
                    Statement statement = connection.createStatement()) {
                statement.execute(POISON);
            }
            assertThatNeighboursAreRecorded(payments);
        }
    }

    @Test
    void postgresRecordsTheNeighboursOfAnOrderThatItRefuses() {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        try (LivePayments payments = new LivePayments(settings)) {
            TestPostgres.execute(TestPostgres.name(settings), POISON);
            assertThatNeighboursAreRecorded(payments);
        }
    }

    private static void assertThatNeighboursAreRecorded(LivePayments payments) {
        List<CompletableFuture<PaymentOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            answers.add(payments.request("order " + i));
        }
        for (int i = 0; i < ORDERS; i++) {
            assertThat(LivePayments.outcome(answers.get(i)))
                    .isInstanceOf(i == 13 || i == 14 ? PaymentOutcome.NotRecorded.class : PaymentOutcome.Settled.class);
        }
        payments.assertThatEverybodyWasToldTheTruth();
    }
}
