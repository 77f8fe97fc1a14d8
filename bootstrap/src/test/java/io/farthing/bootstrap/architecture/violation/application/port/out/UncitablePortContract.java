package io.farthing.bootstrap.architecture.violation.application.port.out;

import org.junit.jupiter.api.Test;

/** A contract that cannot be cited. */
public interface UncitablePortContract {

    /** A rule without a number. */
    @Test
    default void somethingHolds() {}
}
