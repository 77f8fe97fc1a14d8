package io.farthing.persistence.payment;

/**
 * Something is about to be answered that rests on what is remembered, and nothing is written that would show whether it is
 * still so. The unit of work has to be run again, and to read.
 */
public final class RestsOnMemory extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RestsOnMemory() {
        super("what was decided has to be read before it is answered", null, false, false);
    }
}
