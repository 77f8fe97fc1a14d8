package io.farthing.bootstrap.server;

import io.farthing.application.port.in.CheckReadiness;
import java.util.Optional;

/** Whether the platform and all of its adapters are well. Thread-safe. */
final class Readiness implements CheckReadiness {

    private final CheckReadiness platform;
    private final OpenAdapters adapters;

    Readiness(CheckReadiness platform, OpenAdapters adapters) {
        this.platform = platform;
        this.adapters = adapters;
    }

    @Override
    public Optional<String> problem() {
        return platform.problem().or(adapters::problem);
    }
}
