package io.farthing.application.port.in;

import java.util.Optional;

/** Says whether requests can be served. Thread-safe. */
public interface CheckReadiness {

    /** Nothing when all is well; otherwise, in a few words for the operator, what is not. Quick. */
    Optional<String> problem();
}
