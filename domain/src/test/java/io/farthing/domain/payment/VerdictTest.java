package io.farthing.domain.payment;

import static io.farthing.domain.payment.GatewaySamples.RECEIPT;
import static io.farthing.domain.payment.GatewaySamples.reserved;
import static io.farthing.domain.payment.GatewaySamples.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({"SETTLED, FAILED", "FAILED, SETTLED", "NOT_MADE, ", "UNKNOWN, "})
    void onlyTheOppositeOfWhatWasFoundFirstContradictsIt(String found, PaymentStatus opposite) {
        Map<String, Finding> findings = Map.of(
                "SETTLED", new Finding.Settled(RECEIPT),
                "FAILED", new Finding.Failed(),
                "NOT_MADE", new Finding.NotMade(),
                "UNKNOWN", new Finding.Unknown("no answer"));
        Payment reserved = reserved(11, 300);
        for (PaymentStatus status : PaymentStatus.values()) {
            Payment concluded = with(reserved, Settlement.GATEWAY, status, Receipt.NONE);
            assertThat(new Verdict(reserved.id(), findings.get(found)).contradicts(concluded))
                    .as("%s after %s", found, status)
                    .isEqualTo(status == opposite);
        }
    }
}
