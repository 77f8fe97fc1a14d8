package io.farthing.application.service;

import io.farthing.application.port.in.VerifyLedger;
import io.farthing.application.port.out.JournalStore;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.audit.LedgerAudit;
import java.time.Duration;
import java.util.List;

/** Checks the books. Thread-safe: every check has its own state. */
public final class LedgerService implements VerifyLedger {

    private static final int READ_PER_PROGRESS = 10_000;

    private final UnitOfWork unitOfWork;

    /** The service on a storage. */
    public LedgerService(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Report verify(Progress progress) {
        return unitOfWork.read(stores -> new Check(stores.journal(), progress).run());
    }

    private static final class Check {

        private final JournalStore journal;
        private final Progress progress;
        private final LedgerAudit audit = new LedgerAudit();
        private long wallets;
        private long authorizations;
        private long fundings;
        private long payments;
        private long about;

        Check(JournalStore journal, Progress progress) {
            this.journal = journal;
            this.progress = progress;
        }

        Report run() {
            long startNanos = System.nanoTime();
            about = journal.paymentCount();
            progress.read(0, about);
            journal.eachWallet(wallet -> {
                audit.wallet(wallet);
                tell(++wallets);
            });
            journal.eachAuthorization(authorization -> {
                audit.authorization(authorization);
                tell(++authorizations);
            });
            journal.eachFunding(funding -> {
                audit.funding(funding);
                tell(++fundings);
            });
            journal.eachPayment(
                    payment -> {
                        audit.payment(payment);
                        tell(++payments);
                    },
                    audit::wrong);
            List<Discrepancy> differences = audit.differences();
            return new Report(
                    wallets,
                    authorizations,
                    fundings,
                    payments,
                    audit.differenceCount(),
                    differences,
                    Duration.ofNanos(System.nanoTime() - startNanos));
        }

        // Also of what comes before the payments: behind a proxy an answer that stands still for a minute is cut off.
        private void tell(long read) {
            if (read % READ_PER_PROGRESS == 0) {
                progress.read(payments, about);
            }
        }
    }
}
