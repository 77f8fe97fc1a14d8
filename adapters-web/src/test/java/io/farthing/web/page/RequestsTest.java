package io.farthing.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

    @ParameterizedTest
    @CsvSource({
        "next=/wallet, /wallet",
        "to=en&next=/wallet&more, /wallet",
        "next=%2Fwallet%3Fa%3D1+2&to=en, /wallet?a=1 2",
        "next=/a&next=/b, /a",
        "next=a=b, a=b",
        "&&next=/a&, /a",
        "next=%E4%BA%BA, 人",
    })
    void parameterIsFound(String query, String value) {
        assertThat(Requests.parameter(query, "next")).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"next", "next=", "nextto=/a", "anext=/a", "NEXT=/a", "next&a=/b", "next=%zz", "next=%", "'&'", "''"})
    void whatIsNotThereOrCannotBeReadIsEmpty(String query) {
        assertThat(Requests.parameter(query, "next")).isEmpty();
    }

    @Test
    void queryOfNothingButParametersTakesNoMemory() {
        String query = "a&".repeat(16 * 1024);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        Requests.parameter(query, "next");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(query.length());
    }
}
