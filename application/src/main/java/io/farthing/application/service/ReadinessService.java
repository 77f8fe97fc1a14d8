package io.farthing.application.service;

import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the storage and the payment engine whether they are well. Thread-safe. */
@Singleton
public final class ReadinessService implements CheckReadiness {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessService.class);

    private final UnitOfWork unitOfWork;
    private final PaymentEngine engine;

    /** The check of a storage and an engine. */
    @Inject
    public ReadinessService(UnitOfWork unitOfWork, PaymentEngine engine) {
        this.unitOfWork = unitOfWork;
        this.engine = engine;
    }

    @Override
    public Optional<String> problem() {
        if (!engine.isRunning()) {
            return Optional.of("the payment engine is stopped");
        }
        try {
            unitOfWork.read(stores -> stores.apps().list(Optional.empty(), 1));
            return Optional.empty();
        } catch (StorageFailure failure) {
            LOG.warn("the database does not answer", failure);
            return Optional.of("the database does not answer");
        }
    }
}
