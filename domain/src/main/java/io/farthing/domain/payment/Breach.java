package io.farthing.domain.payment;

import io.farthing.domain.money.Satoshis;
import java.util.Optional;

/**
 * A control that an order breached.
 *
 * @param reason which one
 * @param bound the amount that the control allows; none where the control is not about an amount
 * @param by how far the order was beyond the bound; none where the control is not about an amount
 */
public record Breach(DeclineReason reason, Optional<Satoshis> bound, Optional<Satoshis> by) {

    /** A breach of a control that is not about an amount. */
    public static Breach of(DeclineReason reason) {
        return new Breach(reason, Optional.empty(), Optional.empty());
    }

    /** A breach of a control that allows at most {@code bound}. */
    static Breach above(DeclineReason reason, Satoshis bound, Satoshis amount) {
        return new Breach(reason, Optional.of(bound), Optional.of(amount.minus(bound)));
    }

    /** A breach of a control that wants at least {@code bound}. */
    static Breach below(DeclineReason reason, Satoshis bound, Satoshis amount) {
        return new Breach(reason, Optional.of(bound), Optional.of(bound.minus(amount)));
    }
}
