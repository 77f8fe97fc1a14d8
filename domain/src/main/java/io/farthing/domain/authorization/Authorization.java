package io.farthing.domain.authorization;

import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;

/**
 * One user's standing consent to one app. At most one is active per user and app.
 *
 * @param id its number
 * @param user who consented
 * @param app to which app
 * @param limits how much may be drawn
 * @param usage how much was drawn
 * @param standing whether it is in force, and if not, why
 * @param approvedAt when the user consented
 */
public record Authorization(
        AuthorizationId id,
        UserOpenId user,
        AppId app,
        SpendingLimits limits,
        Usage usage,
        Standing standing,
        Instant approvedAt) {

    /** A fresh consent: in force, nothing drawn. */
    public static Authorization approved(
            AuthorizationId id, UserOpenId user, AppId app, SpendingLimits limits, Instant now) {
        return new Authorization(id, user, app, limits, Usage.NONE, Standing.ACTIVE, now);
    }

    /** Between whom it is. */
    public Parties parties() {
        return new Parties(user, app);
    }

    /** Whether the app may draw. */
    public boolean isActive() {
        return standing == Standing.ACTIVE;
    }

    /** What may still be drawn: cumulative limit less spent less reserved, never below zero. */
    public Satoshis allowance() {
        return limits.cumulative().minusAtMost(usage.total());
    }

    /** The authorization after another payment has been settled. */
    public Authorization spend(Satoshis amount) {
        return with(usage.spend(amount));
    }

    /** The authorization after the amount of another payment has been set aside. */
    public Authorization reserve(Satoshis amount) {
        return with(usage.reserve(amount));
    }

    /** The authorization after a payment whose amount was set aside has been settled. */
    public Authorization settle(Satoshis amount) {
        return with(usage.settle(amount));
    }

    /** The authorization after a payment whose amount was set aside has failed. */
    public Authorization release(Satoshis amount) {
        return with(usage.release(amount));
    }

    private Authorization with(Usage changed) {
        return new Authorization(id, user, app, limits, changed, standing, approvedAt);
    }

    /** The authorization with other limits; what was drawn stays drawn. */
    public Authorization withLimits(SpendingLimits changed) {
        return new Authorization(id, user, app, changed, usage, standing, approvedAt);
    }

    /** The authorization, no longer in force. */
    public Authorization end(Standing how) {
        if (how == Standing.ACTIVE) {
            throw new IllegalArgumentException("an authorization does not end by being active");
        }
        return new Authorization(id, user, app, limits, usage, how, approvedAt);
    }
}
