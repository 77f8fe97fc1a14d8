package io.farthing.persistence.payment;

import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.work.Work;
import java.sql.Connection;

/** A unit of work on the payment path. Used by one thread. */
public final class PaymentWork extends Work {

    private final PaymentMemory memory;
    private final Reading atLeast;

    /**
     * The work on a connection that has not executed anything yet.
     *
     * @param isWriting whether it may write
     * @param atLeast how its batches have to read at least
     */
    public PaymentWork(Engine engine, Connection connection, boolean isWriting, PaymentMemory memory, Reading atLeast) {
        super(engine, connection, isWriting);
        this.memory = memory;
        this.atLeast = atLeast;
    }

    Statements statements() {
        return memory.statements;
    }

    KnownParties knownParties() {
        return memory.knownParties;
    }

    KnownStates knownStates() {
        return memory.knownStates;
    }

    /** How the next batch is to read. What it has to wait for it waits for a short time only, if waiting was in vain lately. */
    public Reading nextReading() {
        if (memory.contention.isLasting()) {
            waitBriefly();
        }
        return atLeast.orSurer(memory.contention.next());
    }
}
