package io.farthing.persistence.payment;

import org.jooq.SQLDialect;

/**
 * What all units of work on a database share of the payment path: its statements, and what a server remembers from one batch to
 * the next. Thread-safe.
 */
public final class PaymentMemory {

    final Statements statements;
    final KnownParties knownParties = new KnownParties();
    final KnownStates knownStates = new KnownStates();
    final Contention contention = new Contention();

    /** One that remembers nothing yet, of a database that speaks this language. */
    public PaymentMemory(SQLDialect dialect) {
        this.statements = new Statements(dialect);
    }

    /** Units of work stood in each other's way: the next batches are to be surer of what they rest on. */
    public void conflictHappened() {
        contention.happened();
    }

    /** A unit of work has waited in vain for what somebody else holds: the next batches are not to wait for long, either. */
    public void conflictLasted() {
        contention.lasted();
    }
}
