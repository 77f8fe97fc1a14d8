package io.farthing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.PlatformEvent.PaymentDeclined;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Decision;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a batch decides is told, once, and nothing else is. */
class PaymentEventsProperties {

    @Property
    void everyNewPaymentIsToldInItsOrder(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();

        List<PaymentId> told = only(PaymentSettled.class, events(scenario, outcome)).stream()
                .map(PaymentSettled::payment)
                .toList();

        assertThat(told)
                .containsExactlyElementsOf(
                        outcome.accepted().stream().map(Payment::id).toList());
    }

    @Property
    void everyDeclinedOrderIsToldWithAllItsBreaches(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();

        assertThat(only(PaymentDeclined.class, events(scenario, outcome)).stream()
                        .map(PaymentDeclined::breaches)
                        .toList())
                .containsExactlyElementsOf(outcome.decisions().stream()
                        .filter(Decision.Declined.class::isInstance)
                        .map(decision -> ((Decision.Declined) decision).breaches())
                        .toList());
    }

    @Property
    void aThresholdIsToldOnceAndOnlyIfItWasPassedInThisBatch(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();
        Map<AuthorizationId, List<Threshold>> told = new HashMap<>();
        only(LimitReached.class, events(scenario, outcome))
                .forEach(event -> told.merge(
                        event.authorization(),
                        List.of(event.threshold()),
                        (earlier, later) ->
                                Stream.concat(earlier.stream(), later.stream()).toList()));

        Map<AuthorizationId, Authorization> before = new HashMap<>();
        scenario.touched().authorizations().forEach(each -> before.put(each.id(), each));
        Map<AuthorizationId, List<Threshold>> passed = new HashMap<>();
        for (Authorization after : outcome.authorizations()) {
            List<Threshold> thresholds = Threshold.passed(before.get(after.id()), after);
            if (!thresholds.isEmpty()) {
                passed.put(after.id(), thresholds);
            }
        }
        assertThat(told).isEqualTo(passed);
    }

    @Property
    void aThresholdComesRightAfterThePaymentThatPassedIt(@ForAll("scenarios") Scenario scenario) {
        List<PlatformEvent> events = events(scenario, scenario.decide());

        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof LimitReached reached) {
                PlatformEvent cause = events.get(i - 1) instanceof LimitReached ? events.get(i - 2) : events.get(i - 1);
                PlatformEvent first = cause instanceof LimitReached ? events.get(i - 3) : cause;
                assertThat(((PaymentSettled) first).authorization()).isEqualTo(reached.authorization());
            }
        }
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    private static List<PlatformEvent> events(Scenario scenario, BatchOutcome outcome) {
        return PaymentEvents.of(scenario.attempts(), scenario.touched(), outcome);
    }

    private static <E extends PlatformEvent> List<E> only(Class<E> kind, List<PlatformEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
