package io.farthing.bootstrap.architecture.violation.application.port.out;

import org.junit.jupiter.api.Test;

/** A part of a contract, which cannot be cited. */
interface UncitablePartContract {

    /** A rule without a number. */
    @Test
    default void somethingHolds() {}
}
