package io.farthing.application.port.in;

import io.farthing.domain.audit.Discrepancy;
import java.time.Duration;
import java.util.List;

/** Checks the books while the platform runs. */
public interface VerifyLedger {

    /**
     * What was checked, and what differs.
     *
     * @param wallets how many wallets were checked
     * @param authorizations how many authorizations were checked
     * @param fundings how many fundings were read
     * @param payments how many payments were read; what is no payment is not among them
     * @param differenceCount how many differences there are
     * @param differences the first of them
     * @param took how long it took
     */
    record Report(
            long wallets,
            long authorizations,
            long fundings,
            long payments,
            long differenceCount,
            List<Discrepancy> differences,
            Duration took) {

        /** Whether everything adds up. */
        public boolean isBalanced() {
            return differenceCount == 0;
        }
    }

    /** Told now and then how far the check is; quick, and called on the checking thread. */
    @FunctionalInterface
    interface Progress {

        /**
         * The check is this far. Told again with the same numbers while the wallets, authorizations and fundings are read,
         * which come first.
         *
         * @param payments how many payments have been read
         * @param about how many there are, roughly
         */
        void read(long payments, long about);
    }

    /**
     * Recomputes all balances from postings and all usage from payments, and holds the list of pending payments against
     * them, on one consistent state; payments go on meanwhile. What is no payment is reported and left out of the sums,
     * so that the figures which it moved differ, too. Changes nothing. Takes as long as there are payments.
     */
    Report verify(Progress progress);
}
