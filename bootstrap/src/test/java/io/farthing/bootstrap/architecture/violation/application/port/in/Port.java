package io.farthing.bootstrap.architecture.violation.application.port.in;

import io.farthing.bootstrap.architecture.violation.application.service.Services;

/** A port that knows the service behind it. */
public interface Port {
    /** The service. */
    Services.BehindAPort service();
}
