package io.farthing.persistence;

/**
 * How sure batches should be of what they rest on. As long as nobody else changes the same rows they need not even read
 * them: what they write is written only over what they know, and a conflict is noticed. After one it is cheaper to read,
 * and after another one to wait for the others, than to be wrong again, for a while. Thread-safe.
 */
final class Contention {

    /** So many batches are careful after a conflict: few enough if it was a single one, and many enough if it was not. */
    private static final int CAREFUL_BATCHES = 64;

    private Reading reading = Reading.REMEMBERED;
    private int careful;

    /** Units of work stood in each other's way. */
    synchronized void happened() {
        reading = reading.surer();
        careful = CAREFUL_BATCHES;
    }

    /** How the next batch should read. */
    synchronized Reading next() {
        if (careful == 0) {
            reading = Reading.REMEMBERED;
        } else {
            careful--;
        }
        return reading;
    }
}
