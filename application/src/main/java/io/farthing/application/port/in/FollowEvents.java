package io.farthing.application.port.in;

import io.farthing.domain.event.ListenerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows how far listeners have come. */
public interface FollowEvents {

    /**
     * How far a listener has come.
     *
     * @param name which one
     * @param waiting how many events wait for it
     * @param since when the oldest of them happened; nothing when none waits
     * @param trouble what keeps it from taking the next one, in a few words for the operator; nothing when all is well
     */
    record Progress(ListenerName name, long waiting, Optional<Instant> since, Optional<String> trouble) {}

    /** The listeners of this platform, in the order in which they were registered. */
    List<Progress> listeners();
}
