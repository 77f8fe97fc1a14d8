package io.farthing.persistence.h2;

import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.mvstore.CursorPos;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.Page;
import org.h2.mvstore.db.MVPrimaryIndex;
import org.h2.result.SearchRow;
import org.h2.table.Table;
import org.h2.value.VersionedValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the pages of earlier payments together in H2's file.
 *
 * <p>Each commit is a chunk of the file, and its room is free again when none of its pages is needed any more. Payments
 * are added at the end of their table, so a page of it that is full is not written again for long, and keeps the chunk of
 * the commit that wrote it last. Where few payments share a commit, that is nearly every chunk: nine tenths of the file
 * cannot be used, and H2 keeps for each chunk an object in memory and a row in a table, of which every commit changes
 * some. So when enough payments have come in many commits, the pages that they filled are written once more, all with
 * the next commit.
 *
 * <p>Nothing changes but where a page is. It costs up to a hundred pages more in one of the commits that brought a
 * thousand payments. What fails here fails for what is committed, too, or does no harm but to the size of the file, so it
 * is told in the log and no more is tried. Not thread-safe: whoever commits has the turn.
 */
final class H2PageGatherer {

    /** After so many payments, or some more, their pages are gathered. */
    static final int PAYMENTS = 1024;

    /** With fewer commits than this for {@link #PAYMENTS}, each has enough pages of its own. */
    static final int LEAST_COMMITS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(H2PageGatherer.class);

    private @Nullable Database database;
    private @Nullable MVMap<Long, VersionedValue<SearchRow>> payments;

    /** The highest key in a page that needs no look any more. */
    private long gathered;

    private int commits;

    /** Has the next commit write the pages of earlier payments, if it is time for that. */
    void beforeCommit(SessionLocal session, Database current) {
        try {
            if (current != database) {
                database = current;
                begin(payments(session, current));
            }
            MVMap<Long, VersionedValue<SearchRow>> map = payments;
            if (map != null) {
                commits++;
                gather(map);
            }
        } catch (RuntimeException | LinkageError e) { // A host's H2 may be of another version.
            payments = null;
            LOG.warn("The file of {} may get larger than it need be", current.getName(), e);
        }
    }

    // H2 opens the file anew after a failure, as another database. What was committed last before that is not gathered
    // yet, and nobody knows with how many commits it came.
    private void begin(@Nullable MVMap<Long, VersionedValue<SearchRow>> map) {
        payments = map;
        gathered = map == null ? 0 : lastKey(map) - PAYMENTS;
        commits = LEAST_COMMITS;
    }

    private static @Nullable MVMap<Long, VersionedValue<SearchRow>> payments(SessionLocal session, Database current) {
        Table table = current.getSchema(session.getCurrentSchemaName()).findTableOrView(session, "payments");
        Index rows = table == null ? null : table.getScanIndex(session);
        return rows instanceof MVPrimaryIndex primary ? primary.getMVMap() : null;
    }

    private void gather(MVMap<Long, VersionedValue<SearchRow>> map) {
        long last = lastKey(map);
        if (last - gathered < PAYMENTS) {
            return;
        }
        if (commits < LEAST_COMMITS) {
            gathered = last;
        } else {
            Rewriting rewriting = new Rewriting();
            for (Long next = map.higherKey(gathered); next != null; next = map.higherKey(gathered)) {
                map.operate(next, null, rewriting);
                if (rewriting.lastKey >= last) { // The page that more payments are added to.
                    break;
                }
                gathered = rewriting.lastKey;
            }
        }
        commits = 0;
    }

    private static long lastKey(MVMap<Long, ?> map) {
        Long last = map.lastKey();
        return last == null ? 0 : last;
    }

    /** Puts the value of an entry in its own place, whereupon H2 writes the page anew. */
    private static final class Rewriting extends MVMap.DecisionMaker<VersionedValue<SearchRow>> {

        /** The last key of the page that the entry is in. */
        private long lastKey;

        @Override
        public MVMap.Decision decide(
                VersionedValue<SearchRow> existing, VersionedValue<SearchRow> provided, CursorPos<?, ?> tip) {
            Page<?, ?> page = tip.page;
            lastKey = (Long) page.getKey(page.getKeyCount() - 1);
            return decide(existing, provided);
        }

        @Override
        public MVMap.Decision decide(VersionedValue<SearchRow> existing, VersionedValue<SearchRow> provided) {
            return existing == null ? MVMap.Decision.ABORT : MVMap.Decision.PUT;
        }

        @Override
        public <T extends VersionedValue<SearchRow>> T selectValue(T existing, T provided) {
            return existing;
        }
    }
}
