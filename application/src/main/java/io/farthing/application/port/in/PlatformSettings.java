package io.farthing.application.port.in;

import io.farthing.domain.money.Satoshis;
import java.time.Duration;

/**
 * What the operator decides about the platform as a whole.
 *
 * @param minimumPayment the least amount of a payment, positive
 * @param testNetAllowed whether addresses of the test net are accepted
 * @param plainHttpAllowed whether apps may have browsers sent to unencrypted {@code http} URIs of hosts that are not
 *     this machine
 * @param signUpAllowed whether anybody may become a user
 * @param sessionLifetime how long a log-in lasts, from 1 second to 365 days
 * @param maxWaitingOrders how many orders may wait to be committed, those that are being committed included; beyond it
 *     they are refused at once
 * @param maxBatchOrders how many orders one commit takes at most
 */
public record PlatformSettings(
        Satoshis minimumPayment,
        boolean testNetAllowed,
        boolean plainHttpAllowed,
        boolean signUpAllowed,
        Duration sessionLifetime,
        int maxWaitingOrders,
        int maxBatchOrders) {

    // Browsers are told of whole seconds, and the instant at which a session ends has to be one that can be stored.
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);
    private static final Duration LONGEST_SESSION = Duration.ofDays(365);

    /** What holds unless somebody decides otherwise: payments of 1 satoshi and more, and nothing allowed that need not be. */
    public static final PlatformSettings DEFAULT =
            new PlatformSettings(Satoshis.of(1), false, false, false, Duration.ofHours(12), 20_000, 512);

    /**
     * Refuses a minimum of nothing, sizes that let nothing through, and sessions that end at once or as good as never,
     * with an {@link IllegalArgumentException} that says what would be right.
     */
    public PlatformSettings {
        if (!minimumPayment.isPositive()) {
            throw new IllegalArgumentException("the least amount of a payment is at least 1 satoshi");
        }
        if (maxWaitingOrders < 1 || maxBatchOrders < 1) {
            throw new IllegalArgumentException("at least one order must be able to wait, and to be committed");
        }
        if (sessionLifetime.compareTo(SHORTEST_SESSION) < 0 || sessionLifetime.compareTo(LONGEST_SESSION) > 0) {
            throw new IllegalArgumentException("a session lasts from 1 second to 365 days, not " + sessionLifetime);
        }
    }
}
