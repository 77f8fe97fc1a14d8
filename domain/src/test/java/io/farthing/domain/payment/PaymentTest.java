package io.farthing.domain.payment;

import static io.farthing.domain.payment.GatewaySamples.RECEIPT;
import static io.farthing.domain.payment.GatewaySamples.reserved;
import static io.farthing.domain.payment.GatewaySamples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentTest {

    @Test
    void whatIsFinalStaysFinal() {
        Payment reserved = reserved(11, 300);
        Payment unknown = reserved.lose();
        assertThat(unknown.lose()).isEqualTo(unknown);
        for (Payment last :
                List.of(reserved.settle(RECEIPT), reserved.fail(), unknown.settle(RECEIPT), unknown.fail())) {
            assertThat(last.isPending()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> last.settle(RECEIPT));
            assertThatIllegalStateException().isThrownBy(last::fail);
            assertThatIllegalStateException().isThrownBy(last::lose);
        }
        Payment ours = with(reserved, Settlement.LEDGER, PaymentStatus.SETTLED, Receipt.NONE);
        assertThatIllegalStateException().isThrownBy(ours::fail);
    }

    @Test
    void onlyWhatAnOutsideWalletHasPaidHasAReceipt() {
        Payment reserved = reserved(11, 300);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(reserved, Settlement.GATEWAY, PaymentStatus.FAILED, RECEIPT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(reserved, Settlement.LEDGER, PaymentStatus.SETTLED, RECEIPT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("a\nb", ""));
    }

    @ParameterizedTest
    @EnumSource(value = PaymentStatus.class, names = "SETTLED", mode = EnumSource.Mode.EXCLUDE)
    void whatOurLedgerPaysIsSettledFromTheBeginning(PaymentStatus status) {
        Payment reserved = reserved(11, 300);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(reserved, Settlement.LEDGER, status, Receipt.NONE))
                .withMessageContaining("settled when it is accepted");
    }
}
