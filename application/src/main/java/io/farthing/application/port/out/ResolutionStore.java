package io.farthing.application.port.out;

import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Resolution;
import java.util.Optional;

/**
 * What operators decided by hand, kept for ever.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface ResolutionStore {

    /** Adds a resolution; throws {@link IllegalStateException} when there is one of that payment. */
    void add(Resolution resolution);

    /** The resolution of that payment. */
    Optional<Resolution> find(PaymentId payment);
}
