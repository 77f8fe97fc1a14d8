package io.farthing.dotwallet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reason to decline an order has its code, and the words for which clients look. */
class PaymentAnswersTest {

    @ParameterizedTest
    @CsvSource({
        "BELOW_MINIMUM, AMOUNT_TOO_SMALL, pre_amount must be at least 4711 satoshi",
        "USER_UNKNOWN, USER_UNKNOWN, user_open_id",
        "ORDER_NUMBER_TAKEN, ORDER_NUMBER_TAKEN, already exists",
        "NOT_AUTHORIZED, PERMISSION_DENIED, has not authorized this app",
        "OVER_SINGLE_LIMIT, AMOUNT_TOO_LARGE, pre_amount is over the single payment limit of 4711 satoshi",
        "OVER_ALLOWANCE, BALANCE_TOO_LOW, 'pre_amount is over the balance of the cumulative limit, 4711 satoshi'",
        "OVER_BALANCE, BALANCE_TOO_LOW, balance is too low for pre_amount",
        "NOT_AUTHORIZED_OUTSIDE, PERMISSION_DENIED, has not authorized this platform",
        "OVER_OUTSIDE_LIMIT, AMOUNT_TOO_LARGE, pre_amount is over the single payment limit at the wallet behind",
        "REFUSED_OUTSIDE, NOT_CREATED, 'nothing was taken: the wallet behind this platform refused it'"
    })
    void aDeclineIsAnsweredWithItsCode(DeclineReason reason, ErrorCode code, String words) {
        Satoshis bound = Satoshis.of(4711);
        Breach breach = new Breach(reason, Optional.of(bound), Optional.of(Satoshis.of(1)));

        assertThatThrownBy(() -> PaymentAnswers.data(new PaymentOutcome.Declined(List.of(breach))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.reason()).contains(words);
                });
    }
}
