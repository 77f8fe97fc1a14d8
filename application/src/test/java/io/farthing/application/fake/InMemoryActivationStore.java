package io.farthing.application.fake;

import io.farthing.application.port.out.ActivationStore;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import java.time.Instant;
import java.util.Optional;

/** Activations in memory. */
final class InMemoryActivationStore implements ActivationStore {

    private final InMemoryState state;

    InMemoryActivationStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public void add(Activation activation) {
        InMemoryState.require(state.users, activation.user());
        InMemoryState.require(state.apps, activation.app());
        InMemoryState.add(state.activations, activation.id(), activation);
    }

    @Override
    public Optional<Activation> find(ActivationId id) {
        return Optional.ofNullable(state.activations.get(id));
    }

    @Override
    public Optional<Activation> lock(ActivationId id) {
        return find(id);
    }

    @Override
    public void update(Activation activation) {
        InMemoryState.update(state.activations, activation.id(), activation);
    }

    @Override
    public int removeExpired(Instant moment) {
        int before = state.activations.size();
        state.activations.values().removeIf(activation -> activation.expiresAt().isBefore(moment));
        return before - state.activations.size();
    }
}
