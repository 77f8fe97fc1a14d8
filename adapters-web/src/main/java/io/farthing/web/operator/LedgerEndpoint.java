package io.farthing.web.operator;

import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.in.VerifyLedger.Report;
import io.farthing.application.port.out.StorageFailure;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Checks the books for the operator. That can take long, so the answer shows how far the check has come. One check runs
 * at a time: each holds a connection of the database, and as many as there are would keep everybody else from reading.
 */
public final class LedgerEndpoint extends Plugin<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEndpoint.class);

    private final VerifyLedger ledger;
    private final AtomicBoolean isChecking = new AtomicBoolean();

    /** An endpoint over {@code ledger}. */
    @Inject
    public LedgerEndpoint(VerifyLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.get("/operator/v1/ledger/verify", this::verify);
    }

    private void verify(Context ctx) {
        if (!isChecking.compareAndSet(false, true)) {
            throw new Refusal(503, "", "The books are being checked already. Try again when that is done.");
        }
        try (LedgerAnswer answer = new LedgerAnswer(ctx)) {
            verify(answer);
        } catch (JacksonIOException gone) {
            LOG.info("nobody waits any more for the check of the books: {}", gone.getOriginalMessage());
        } finally {
            isChecking.set(false);
        }
    }

    private void verify(LedgerAnswer answer) {
        Report report;
        try {
            report = ledger.verify(answer);
        } catch (JacksonIOException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            if (!answer.hasBegun()) {
                throw failure;
            }
            LOG.error("the check of the books was broken off", failure);
            answer.breakOff(
                    failure instanceof StorageFailure
                            ? "The storage failed while the books were checked; try again."
                            : "The check failed by a fault of the server or of the books; the server's log says more.");
            return;
        }
        answer.finish(report);
    }
}
