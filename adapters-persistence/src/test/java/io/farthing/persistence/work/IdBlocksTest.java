package io.farthing.persistence.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdBlocksTest {

    private final IdBlocks blocks = new IdBlocks();

    @Test
    void numbersGoOnInTheNextBlock() {
        Iterator<Long> begins = List.of(1L, 5001L).iterator();

        List<Long> first = blocks.take(999, begins::next);
        List<Long> second = blocks.take(3, begins::next);

        assertThat(first).isEqualTo(LongStream.rangeClosed(1, 999).boxed().toList());
        assertThat(second).containsExactly(1000L, 5001L, 5002L);
    }

    @Test
    void blockThatADatabaseTellsAgainIsNotHandedOutAgain() {
        Iterator<Long> begins = List.of(2001L, 1L, 1001L, 2001L, 3001L).iterator();

        blocks.take(IdBlocks.BLOCK_SIZE, begins::next);

        assertThat(blocks.take(1, begins::next)).containsExactly(3001L);
    }
}
