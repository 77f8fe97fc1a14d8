package io.farthing.domain.event;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Touched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a batch has brought about: first what was found out about payments at an outside wallet, then each order's
 * event in the order of decisions, and after a payment the thresholds that it passed. Used by one thread.
 */
public final class PaymentEvents {

    private final Instant now;
    private final Map<AuthorizationId, Authorization> authorizations = new HashMap<>();
    private final List<PlatformEvent> events = new ArrayList<>();

    private PaymentEvents(Touched touched, Instant now) {
        this.now = now;
        touched.authorizations().forEach(authorization -> authorizations.put(authorization.id(), authorization));
    }

    /**
     * What was brought about. An order that was recorded before, when nobody was told, is not told again: its event went
     * with the record.
     *
     * @param attempts the orders
     * @param touched what they touched, as it was before
     * @param outcome what was decided about them, and when
     */
    public static List<PlatformEvent> of(List<Attempt> attempts, Touched touched, BatchOutcome outcome) {
        PaymentEvents found = new PaymentEvents(touched, outcome.at());
        found.concluded(touched, outcome);
        for (int i = 0; i < attempts.size(); i++) {
            PaymentOrder order = attempts.get(i).order();
            found.events.addAll(outcome.decisions()
                    .get(i)
                    .fold(
                            approved -> found.approved(approved.payment()),
                            already -> List.of(),
                            declined -> List.of(found.declined(order, declined.breaches()))));
        }
        return List.copyOf(found.events);
    }

    // That an outcome is still not known, after it was asked for once more, is nothing new.
    private void concluded(Touched touched, BatchOutcome outcome) {
        Map<PaymentId, PaymentStatus> before = new HashMap<>();
        touched.pending()
                .forEach(pending ->
                        before.put(pending.payment().id(), pending.payment().status()));
        for (PendingPayment changed : outcome.changed()) {
            Payment payment = changed.payment();
            if (payment.status() != before.get(payment.id())) {
                told(payment).ifPresent(events::add);
                authorizations.computeIfPresent(
                        payment.authorization(), (id, authorization) -> after(payment, authorization));
            }
        }
    }

    // No threshold is passed by this: what is spent now was reserved before.
    private static Authorization after(Payment payment, Authorization before) {
        Satoshis amount = payment.order().amount();
        return switch (payment.status()) {
            case SETTLED -> before.settle(amount);
            case FAILED -> before.release(amount);
            case RESERVED, UNKNOWN -> before;
        };
    }

    private List<PlatformEvent> approved(Payment payment) {
        Authorization before = authorizations.get(payment.authorization());
        if (before == null) {
            throw new IllegalStateException("the batch did not load authorization " + payment.authorization());
        }
        Authorization after = payment.isPending()
                ? before.reserve(payment.order().amount())
                : before.spend(payment.order().amount());
        authorizations.put(after.id(), after);
        return Stream.concat(told(payment).stream(), AuthorizationEvents.passed(before, after, now).stream())
                .toList();
    }

    private PlatformEvent declined(PaymentOrder order, List<Breach> breaches) {
        return new PlatformEvent.PaymentDeclined(
                new Occasion(order.user(), order.app(), now), order.number(), order.amount(), breaches);
    }

    // Of a payment that is only reserved there is nothing to tell yet.
    private Optional<PlatformEvent> told(Payment payment) {
        PaymentOrder order = payment.order();
        Occasion occasion = new Occasion(order.user(), order.app(), now);
        return switch (payment.status()) {
            case RESERVED -> Optional.empty();
            case SETTLED ->
                Optional.of(new PlatformEvent.PaymentSettled(
                        occasion, payment.authorization(), payment.id(), order.number(), order.amount()));
            case FAILED ->
                Optional.of(new PlatformEvent.PaymentFailed(
                        occasion, payment.authorization(), payment.id(), order.number(), order.amount()));
            case UNKNOWN ->
                Optional.of(new PlatformEvent.PaymentUnknown(
                        occasion, payment.authorization(), payment.id(), order.number(), order.amount()));
        };
    }
}
