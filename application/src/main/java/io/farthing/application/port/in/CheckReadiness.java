package io.farthing.application.port.in;

import java.util.Optional;

/**
 * Says whether requests can be served. To find out whether the storage can be written to, it writes there what nobody
 * sees, at most once a second, and not as long as payments show it. Thread-safe.
 */
public interface CheckReadiness {

    /** Nothing when all is well; otherwise, in a few words for the operator, what is not. Quick. */
    Optional<String> problem();
}
