package io.farthing.application.port.out;

import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import java.time.Instant;
import java.util.Optional;

/**
 * The requests of apps to be authorized.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface ActivationStore {

    /** Adds an activation; throws {@link IllegalStateException} when its id is there already. */
    void add(Activation activation);

    /** The activation of that id. */
    Optional<Activation> find(ActivationId id);

    /** The activation of that id, locked against other units of work until this one ends. */
    Optional<Activation> lock(ActivationId id);

    /** Replaces what is stored of the activation; throws {@link IllegalStateException} when there is none of its id. */
    void update(Activation activation);

    /** Removes activations that expired before {@code moment}, answered or not; returns how many. */
    int removeExpired(Instant moment);
}
