package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.OUTBOX;

import io.farthing.application.port.out.EventOutbox;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.persistence.codec.EventCodec;
import io.farthing.persistence.sql.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Record2;
import org.jooq.Result;

/** Events that wait, in a database. */
public final class JooqEventOutbox implements EventOutbox {

    /** H2 takes 65 536 values at once. */
    private static final int MOST_AT_ONCE = 20_000;

    private final PaymentWork work;

    /** The outbox as one unit of work sees it. */
    public JooqEventOutbox(PaymentWork work) {
        this.work = work;
    }

    // The database numbers the rows as they come.
    @Override
    public void add(Collection<ListenerName> listeners, List<PlatformEvent> events) {
        List<ListenerName> names = new ArrayList<>(listeners.size() * events.size());
        List<byte[]> contents = new ArrayList<>(listeners.size() * events.size());
        for (PlatformEvent event : events) {
            byte[] content = EventCodec.encode(event);
            for (ListenerName listener : listeners) {
                names.add(listener);
                contents.add(content);
            }
            if (names.size() >= MOST_AT_ONCE) {
                insert(names, contents);
            }
        }
        if (!names.isEmpty()) {
            insert(names, contents);
        }
    }

    private void insert(List<ListenerName> names, List<byte[]> contents) {
        work.change(
                work.statements().insertEvents,
                names.size(),
                Column.texts(names, ListenerName::value),
                Column.bytes(contents));
        names.clear();
        contents.clear();
    }

    @Override
    public List<Entry> next(ListenerName listener, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (Record2<Long, byte[]> row : rows(listener, limit)) {
            try {
                entries.add(new Entry(new EventNumber(row.value1()), EventCodec.decode(row.value2())));
            } catch (IllegalStateException e) {
                if (entries.isEmpty()) {
                    throw new StorageFailure(
                            StorageFailure.Category.FAULT,
                            "event " + row.value1() + " in the outbox of the listener " + listener
                                    + " cannot be read: it is damaged, or of a later program",
                            e);
                }
                break;
            }
        }
        return entries;
    }

    private Result<Record2<Long, byte[]>> rows(ListenerName listener, int limit) {
        return work.toRead()
                .select(OUTBOX.NUMBER, OUTBOX.CONTENT)
                .from(OUTBOX)
                .where(OUTBOX.LISTENER.eq(listener.value()))
                .orderBy(OUTBOX.NUMBER)
                .limit(limit)
                .fetch();
    }

    @Override
    public void remove(ListenerName listener, Collection<EventNumber> numbers) {
        if (!numbers.isEmpty()) {
            work.toWrite()
                    .deleteFrom(OUTBOX)
                    .where(OUTBOX.LISTENER.eq(listener.value()))
                    .and(OUTBOX.NUMBER.in(
                            numbers.stream().map(EventNumber::value).toList()))
                    .execute();
        }
    }

    @Override
    public long waiting(ListenerName listener) {
        return work.toRead().fetchCount(OUTBOX, OUTBOX.LISTENER.eq(listener.value()));
    }
}
