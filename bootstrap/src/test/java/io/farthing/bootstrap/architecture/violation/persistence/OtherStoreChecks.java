package io.farthing.bootstrap.architecture.violation.persistence;

import io.farthing.bootstrap.architecture.violation.application.port.out.UncitablePort;
import io.farthing.bootstrap.architecture.violation.application.port.out.UncitablePortContract;

/** A test that adopts the contract for a store of its own. */
public final class OtherStoreChecks implements UncitablePortContract {

    /** The store that it is about. */
    record OtherStore() implements UncitablePort {}

    UncitablePort store() {
        return new OtherStore();
    }
}
