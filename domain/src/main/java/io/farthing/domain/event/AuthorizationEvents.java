package io.farthing.domain.event;

import io.farthing.domain.authorization.Authorization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what has happened to authorizations. Pure functions. */
public final class AuthorizationEvents {

    private AuthorizationEvents() {}

    /** What a new authorization means. */
    public static PlatformEvent added(Authorization authorization) {
        return new PlatformEvent.AuthorizationActivated(
                occasion(authorization, authorization.approvedAt()), authorization.id(), authorization.limits());
    }

    /** What became of an authorization: its end, or its new limits with the thresholds that it passes thereby. */
    public static List<PlatformEvent> changed(Authorization before, Authorization after, Instant now) {
        List<PlatformEvent> events = new ArrayList<>();
        if (before.isActive() && !after.isActive()) {
            events.add(new PlatformEvent.AuthorizationEnded(
                    occasion(after, now), after.id(), after.standing(), after.usage()));
        } else if (!before.limits().equals(after.limits())) {
            events.add(new PlatformEvent.AuthorizationChanged(
                    occasion(after, now), after.id(), after.limits(), after.usage()));
            events.addAll(passed(before, after, now));
        }
        return events;
    }

    /** The thresholds that an authorization has passed, the lowest first. */
    static List<PlatformEvent> passed(Authorization before, Authorization after, Instant now) {
        return Threshold.passed(before, after).stream()
                .<PlatformEvent>map(threshold -> new PlatformEvent.LimitReached(
                        occasion(after, now), after.id(), threshold, after.limits(), after.usage()))
                .toList();
    }

    private static Occasion occasion(Authorization authorization, Instant at) {
        return new Occasion(authorization.user(), authorization.app(), at);
    }
}
