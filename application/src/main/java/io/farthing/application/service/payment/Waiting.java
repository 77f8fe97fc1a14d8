package io.farthing.application.service.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Set;

/** Something whose commit somebody waits for. Handed on from thread to thread, and never used by two at once. */
sealed interface Waiting permits WaitingOrder, WaitingVerdict {

    /** How many of these are orders; the others are findings. */
    static int orders(List<? extends Waiting> batch) {
        return (int) batch.stream().filter(WaitingOrder.class::isInstance).count();
    }

    /** A commit with this in it was lost on its way: from now on nobody may say that nothing was recorded. */
    void mayBeRecorded();

    /** How many get money by it. */
    int recipients();

    /** Whose authorization it changes. */
    UserOpenId payer();

    /** Whose accounts it may change besides. */
    Set<Address> addresses();

    /** It was given up, unless it is decided. */
    void givenUp(String why);
}
