package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.EventOutbox.Entry;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.AuthorizationActivated;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that cannot be read keeps back nothing that comes before it, and is named. */
final class DamagedEventTest {

    private static final ListenerName BILLING = new ListenerName("billing");

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whatComesBeforeADamagedEventIsToldAndThenItIsNamed(String kind) throws SQLException {
        DatabaseSettings settings =
                kind.equals("h2") ? DatabaseSettings.of("jdbc:h2:mem:damaged") : TestPostgres.newDatabase(2);
        try (Database database = Database.open(settings)) {
            add(database, 4);
            List<EventNumber> all = waiting(database);
            EventNumber damaged = all.get(2);
            TableContents.execute(
                    settings, "update outbox set content = substring(content from 1 for 9) where number = " + damaged);

            List<EventNumber> before = waiting(database);
            remove(database, before);

            assertThat(before).isEqualTo(all.subList(0, 2));
            assertThatThrownBy(() -> waiting(database))
                    .isInstanceOf(StorageFailure.class)
                    .hasMessageContainingAll("event " + damaged, "billing", "cannot be read");
            assertThat(database.unitOfWork()
                            .<Long>read(stores -> stores.events().waiting(BILLING)))
                    .isEqualTo(2);
        }
    }

    private static void add(Database database, int count) {
        Occasion occasion =
                new Occasion(Samples.user("ann").openId(), Samples.app("shop").id(), Samples.NOW);
        PlatformEvent event = new AuthorizationActivated(occasion, new AuthorizationId(1), Samples.limits(1, 2));
        database.unitOfWork().write(stores -> {
            stores.events().add(List.of(BILLING), Collections.nCopies(count, event));
            return true;
        });
    }

    private static List<EventNumber> waiting(Database database) {
        return database.unitOfWork().read(stores -> stores.events().next(BILLING, 100)).stream()
                .map(Entry::number)
                .toList();
    }

    private static void remove(Database database, List<EventNumber> numbers) {
        database.unitOfWork().write(stores -> {
            stores.events().remove(BILLING, numbers);
            return true;
        });
    }
}
