package io.farthing.bootstrap.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.platform.PaymentPlatform;
import io.farthing.application.platform.PaymentPlatformBuilder;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.App;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.AuthorizationActivated;
import io.farthing.domain.event.PlatformEvent.AuthorizationEnded;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several platforms live in one process, and tell their listeners everything in its order. */
class EmbeddedPlatformsTest {

    private static final int PAYMENTS = 400;

    @TempDir
    private Path folder;

    // By number, so that what is told again is told once here.
    private final Map<EventNumber, PlatformEvent> told =
            Collections.synchronizedMap(new TreeMap<>((a, b) -> Long.compare(a.value(), b.value())));
    private final List<PlatformEvent> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void twoOnOnePostgresTellEverythingInOrder() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            DatabaseSettings settings = DatabaseSettings.of(server.getJdbcUrl("postgres", "postgres"));
            try (PaymentPlatform one = listening(PaymentPlatform.on(Database.open(settings)));
                    PaymentPlatform two = listening(PaymentPlatform.on(Database.open(settings)))) {
                assertEverythingIsTold(one, two);
            }
        }
    }

    @Test
    void twoOnOneH2TellEverythingInOrder() {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("farthing"));
        try (Database database = Database.open(settings);
                PaymentPlatform one = listening(PaymentPlatform.on(database.unitOfWork()));
                PaymentPlatform two = listening(PaymentPlatform.on(database.unitOfWork()))) {
            assertEverythingIsTold(one, two);
        }
    }

    @Test
    void platformsOnDatabasesOfTheirOwnKnowNothingOfEachOther() {
        try (PaymentPlatform one = PaymentPlatform.on(Database.open(DatabaseSettings.of("jdbc:h2:mem:one")))
                        .open();
                PaymentPlatform two = PaymentPlatform.on(Database.open(DatabaseSettings.of("jdbc:h2:mem:two")))
                        .open()) {
            assertThat(one.users().create(new UserName("ann"))).isPresent();
            assertThat(two.users().create(new UserName("ann"))).isPresent();
        }
    }

    private PaymentPlatform listening(PaymentPlatformBuilder builder) {
        return builder.listener("audit", (number, event) -> {
                    if (told.putIfAbsent(number, event) == null) {
                        order.add(event);
                    }
                })
                .open();
    }

    private void assertEverythingIsTold(PaymentPlatform one, PaymentPlatform two) {
        App shop = one.apps().register(Samples.app("shop").profile()).app();
        User ann = one.users().create(new UserName("ann")).orElseThrow();
        one.users().fund(ann.openId(), Satoshis.of(PAYMENTS), new FundingReference("first"));
        Activation asked = one.activations()
                .open(shop, shop.profile().redirectUris().registered().get(0), ann.openId())
                .orElseThrow();
        one.activations().approve(asked.id(), ann.openId(), Samples.limits(1, PAYMENTS));

        List<CompletableFuture<PaymentOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < PAYMENTS; i++) {
            outcomes.add(
                    (i % 2 == 0 ? one : two).request(Samples.order(shop.id(), ann.openId(), Integer.toString(i), 1)));
        }
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(PaymentOutcome.Settled.class));
        two.authorizations()
                .revoke(
                        two.authorizations()
                                .active(ann.openId(), shop.id())
                                .orElseThrow()
                                .id(),
                        ann.openId());

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> order.size() == PAYMENTS + 5);
        assertThat(order.get(0)).isInstanceOf(AuthorizationActivated.class);
        assertThat(order.get(order.size() - 1)).isInstanceOf(AuthorizationEnded.class);
        assertThat(List.copyOf(told.values())).isEqualTo(order);
        assertLimitsAreToldAtTheirPayment();
    }

    // Every payment draws 1, so that what is told before a threshold adds up to exactly what it stands for.
    private void assertLimitsAreToldAtTheirPayment() {
        int settled = 0;
        List<Integer> at = new ArrayList<>();
        for (PlatformEvent event : order) {
            if (event instanceof PaymentSettled) {
                settled++;
            } else if (event instanceof LimitReached) {
                at.add(settled * 100 / PAYMENTS);
            }
        }
        assertThat(at).containsExactly(50, 80, 100);
    }
}
