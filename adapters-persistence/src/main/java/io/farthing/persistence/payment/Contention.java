package io.farthing.persistence.payment;

/**
 * How sure batches should be of what they rest on. As long as nobody else changes the same rows they need not even read
 * them: what they write is written only over what they know, and a conflict is noticed. After one it is cheaper to read,
 * and after another one to wait for the others, than to be wrong again, for a while. Thread-safe.
 */
final class Contention {

    /** How many batches are careful after a conflict: few enough if it was a single one, and many enough if it was not. */
    private static final int CAREFUL_BATCHES = 64;

    /**
     * How many batches wait for locks briefly after somebody has waited for one in vain: what is held for that long is mostly
     * held for longer, and while one batch waits, everybody does. They last half a minute under full load, and it costs them
     * next to nothing.
     */
    private static final int IMPATIENT_BATCHES = 10_000;

    private Reading reading = Reading.REMEMBERED;
    private int careful;
    private int impatient;

    /** Units of work stood in each other's way. */
    synchronized void happened() {
        reading = reading.surer();
        careful = CAREFUL_BATCHES;
    }

    /** A unit of work has waited in vain for what somebody else holds. */
    synchronized void lasted() {
        happened();
        impatient = IMPATIENT_BATCHES;
    }

    /** Whether the next batch should wait for locks for a short time only. To be asked before {@link #next}. */
    synchronized boolean isLasting() {
        return impatient > 0;
    }

    /** How the next batch should read. */
    synchronized Reading next() {
        impatient = Math.max(0, impatient - 1);
        if (careful == 0) {
            reading = Reading.REMEMBERED;
        } else {
            careful--;
        }
        return reading;
    }
}
