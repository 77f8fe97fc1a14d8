package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.order.OrderBlockTable.State;
import io.farthing.persistence.order.OrderBlocks.Entry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which blocks are divided when entries are added. */
class OrderBlockTableTest {

    private static final long HIGHEST = (1L << OrderHashes.BITS) - 1;

    private final Random random = new Random(1);
    private long entries;
    private Connection connection;
    private OrderBlockTable table;

    @BeforeEach
    void begin() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table order_number_blocks"
                    + " (first_hash bigint primary key, entries binary varying(1000000) not null)");
        }
        table = new OrderBlockTable(new JdbcTransaction(connection, true));
    }

    @AfterEach
    void end() throws SQLException {
        connection.close();
    }

    @Test
    void aBlockIsDividedWhenItIsWrittenAnywayAndOthersWhenThereAreFarTooFew() {
        State state = add(10_000, 0, State.OF_NO_PAYMENTS);
        assertThat(state.blockCount()).as("all of them were written").isEqualTo(16);

        long last = HIGHEST - (HIGHEST >>> 4);
        state = add(3_000, last, state);
        assertThat(state.blockCount()).as("the next one was not written").isEqualTo(16);

        long second = HIGHEST >>> 4;
        state = table.merge(List.of(new Entry(second - 1, ++entries)), state);
        assertThat(state.blockCount())
                .as("it was, and the one after it was not")
                .isEqualTo(17);

        state = add(10_000, last, state);
        assertThat(state.blockCount()).as("one for 990 entries").isEqualTo(24);

        AtomicInteger found = new AtomicInteger();
        table.eachHash(hash -> found.incrementAndGet());
        assertThat(state.entryCount()).isEqualTo(entries);
        assertThat(found).hasValue((int) entries);
    }

    // Adds entries with random hashes from that one on.
    private State add(int count, long from, State before) {
        return table.merge(
                LongStream.rangeClosed(1, count)
                        .mapToObj(i -> new Entry(random.nextLong(from, HIGHEST), ++entries))
                        .toList(),
                before);
    }
}
