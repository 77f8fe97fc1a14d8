package io.farthing.application.service;

import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the storage and the payment engine whether they are well. Thread-safe. */
final class ReadinessService implements CheckReadiness {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessService.class);

    // A database that does not get on for ten seconds is waited for. What takes longer keeps everybody from paying, and
    // the storage may well go on answering those who read.
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(15);

    private final UnitOfWork unitOfWork;
    private final PaymentEngine engine;
    private final Duration longestBatch;

    /** The check of a storage and an engine. */
    ReadinessService(UnitOfWork unitOfWork, PaymentEngine engine) {
        this(unitOfWork, engine, LONGEST_BATCH);
    }

    /** The same, where a batch of payments may take so long. */
    ReadinessService(UnitOfWork unitOfWork, PaymentEngine engine, Duration longestBatch) {
        this.unitOfWork = unitOfWork;
        this.engine = engine;
        this.longestBatch = longestBatch;
    }

    @Override
    public Optional<String> problem() {
        if (!engine.isRunning()) {
            return Optional.of("the payment engine is stopped");
        }
        Duration busy = engine.busy();
        if (busy.compareTo(longestBatch) > 0) {
            return Optional.of("the same payments have been waiting for the database for " + busy.toSeconds() + " s");
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
