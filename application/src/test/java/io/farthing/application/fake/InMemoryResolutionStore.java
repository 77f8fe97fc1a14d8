package io.farthing.application.fake;

import io.farthing.application.port.out.ResolutionStore;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Resolution;
import java.util.Optional;

/** Resolutions in memory. */
final class InMemoryResolutionStore implements ResolutionStore {

    private final InMemoryState state;

    InMemoryResolutionStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public void add(Resolution resolution) {
        InMemoryState.add(state.resolutions, resolution.payment(), resolution);
    }

    @Override
    public Optional<Resolution> find(PaymentId payment) {
        return Optional.ofNullable(state.resolutions.get(payment));
    }
}
