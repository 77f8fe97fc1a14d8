package io.farthing.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is scarcest says how many connections there may be. */
class ConnectionRoomTest {

    private static final long MIB = 1024 * 1024;

    @ParameterizedTest(name = "{0} MiB, {1} files: {2}")
    @CsvSource({
        "256, 1048576, 682",
        "256, 9223372036854775807, 682",
        "256, 1024, 512",
        "256, 64, 32",
        "8388608, 524288, 262144",
        "256, 1, 1",
        "0, 64, 1"
    })
    void memoryAndOpenFilesLimitTheirNumber(long memory, long files, int connections) {
        assertThat(ConnectionRoom.of(memory * MIB, files)).isEqualTo(connections);
    }

    @Test
    void thisProcessHasRoomForSome() {
        assertThat(ConnectionRoom.ofProcess())
                .isPositive()
                .isLessThanOrEqualTo(ConnectionRoom.of(Runtime.getRuntime().maxMemory(), Long.MAX_VALUE));
    }
}
