package io.farthing.persistence.payment;

/** How a batch of orders finds out what they touch: the later, the surer and the slower. */
public enum Reading {

    /**
     * As this server wrote it last, from memory, or from the database where it has not. Whoever changes it elsewhere is
     * noticed when it is written, and only then: so nothing may be answered on the strength of it that is not written.
     */
    REMEMBERED,

    /** From the database, as it is now. Whoever changes it before it is written is noticed then. */
    READ,

    /** From the database, where nobody else can change it until it is written. */
    LOCKED;

    Reading surer() {
        return this == REMEMBERED ? READ : LOCKED;
    }

    Reading orSurer(Reading other) {
        return compareTo(other) < 0 ? other : this;
    }
}
