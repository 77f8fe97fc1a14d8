package io.farthing.persistence.h2;

import java.lang.reflect.Field;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many use the newest version of a store, as H2 counts them.
 *
 * <p>Whoever begins a statement, a rollback among them, is counted, and when it ends he is not any more. Where a transaction
 * fails at its end, or others close a session amid a statement, H2 (2.5.252) can take one off twice. A count below zero
 * means that there is a newer version by now, for which whoever begins a statement waits in a circle; but a store that has
 * failed will have none.
 */
final class H2VersionUse {

    private static final Logger LOG = LoggerFactory.getLogger(H2VersionUse.class);

    /** More than can ever be taken off. */
    private static final int MANY = 1 << 30;

    private H2VersionUse() {}

    /** From now on nobody waits for a newer version of a store that has failed. */
    static void waitForNone(MVStore store) {
        try {
            Field newest = MVStore.class.getDeclaredField("currentTxCounter");
            newest.setAccessible(true);
            Object use = newest.get(store);
            Field count = use.getClass().getDeclaredField("counter");
            count.setAccessible(true);
            count.setInt(use, MANY);
        } catch (ReflectiveOperationException e) {
            LOG.debug("This version of H2 counts in another way", e);
        }
    }
}
