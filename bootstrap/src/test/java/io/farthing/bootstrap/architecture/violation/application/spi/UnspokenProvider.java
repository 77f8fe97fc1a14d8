package io.farthing.bootstrap.architecture.violation.application.spi;

import io.farthing.bootstrap.architecture.violation.application.service.Services;

/** A provider of which no contract speaks, and that hands a service to adapters. */
public interface UnspokenProvider {
    /** The service. */
    Services.KnownToTheSpi service();
}
