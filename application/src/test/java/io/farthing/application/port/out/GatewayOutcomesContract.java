package io.farthing.application.port.out;

import static io.farthing.application.port.out.GatewayContract.accepted;
import static io.farthing.application.port.out.GatewayContract.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.NotFound;
import io.farthing.application.port.out.WalletGateway.Refused;
import io.farthing.application.port.out.WalletGateway.Settled;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.application.port.out.WalletGateway.Unclear;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.domain.app.AppId;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link WalletGateway} says of a payment, whatever becomes of it. */
interface GatewayOutcomesContract extends GatewayContract {

    /** 1. A payment that the wallet makes is accepted, with a receipt that looking it up tells, too. */
    @Test
    default void gateway01_aPaymentThatIsMadeIsAccepted() {
        Payment payment = payment(1, 10);

        Receipt receipt = accepted(pay(payment));

        assertThat(receipt.reference()).isNotEmpty();
        assertThat(timesPaid(payment)).isEqualTo(1);
        assertThat(lookUp(payment))
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.receipt().reference()).isEqualTo(receipt.reference()));
    }

    /** 2. A payment that the wallet refuses is not made, and has a reason. */
    @Test
    default void gateway02_aPaymentThatIsRefusedIsNotMade() {
        behave(Behaviour.REFUSES);
        Payment payment = payment(1, 10);

        assertThat(pay(payment))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isNotBlank());

        assertThat(timesPaid(payment)).isZero();
        assertThat(lookUp(payment)).isNotInstanceOfAny(Settled.class, Unclear.class);
    }

    /** 3. A refusal does not use up the payment: it may be made later. */
    @Test
    default void gateway03_aPaymentThatWasRefusedMayBeMadeLater() {
        Payment payment = payment(1, 10);
        behave(Behaviour.REFUSES);
        pay(payment);
        behave(Behaviour.ACCEPTS);

        accepted(pay(payment));

        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 4. What is known not to have left this machine was not attempted. */
    @Test
    default void gateway04_whatDoesNotReachTheWalletIsNotAttempted() {
        behave(Behaviour.UNREACHABLE);
        Payment payment = payment(1, 10);

        assertThat(pay(payment))
                .isInstanceOfSatisfying(
                        NotAttempted.class, not -> assertThat(not.why()).isNotBlank());

        assertThat(timesPaid(payment)).isZero();
    }

    /** 5. A payment whose answer is lost is unknown, and looking it up tells that it was made. */
    @Test
    default void gateway05_aPaymentWhoseAnswerIsLostIsUnknown() {
        behave(Behaviour.PAYS_SILENTLY);
        Payment payment = payment(1, 10);

        assertThat(pay(payment)).isInstanceOf(Unknown.class);

        behave(Behaviour.ACCEPTS);
        assertThat(lookUp(payment)).isInstanceOf(Settled.class);
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 6. Paying again what was paid already pays nobody, and tells so. */
    @Test
    default void gateway06_aRepeatTellsThatThePaymentHadGoneThrough() {
        behave(Behaviour.PAYS_SILENTLY);
        Payment payment = payment(1, 10);
        pay(payment);
        behave(Behaviour.ACCEPTS);

        Receipt receipt = accepted(pay(payment));

        assertThat(accepted(pay(payment)).reference()).isEqualTo(receipt.reference());
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 7. A payment that was lost before the wallet got it is unknown, is not found, and may be made then. */
    @Test
    default void gateway07_aPaymentThatIsLostOnItsWayIsUnknownAndMayBeSentAgain() {
        behave(Behaviour.LOSES_REQUESTS);
        Payment payment = payment(1, 10);

        assertThat(pay(payment)).isInstanceOf(Unknown.class);

        behave(Behaviour.ACCEPTS);
        assertThat(lookUp(payment)).isInstanceOf(NotFound.class);
        accepted(pay(payment));
        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 8. A payment that was never sent is not found, nor is it sent by that. */
    @Test
    default void gateway08_whatWasNeverSentIsNotFound() {
        Payment payment = payment(1, 10);

        assertThat(lookUp(payment)).isInstanceOf(NotFound.class);

        assertThat(lookUp(payment)).isInstanceOf(NotFound.class);
        assertThat(timesPaid(payment)).isZero();
    }

    /** 9. When the wallet cannot be asked, looking up is unclear: least of all is the payment not found. */
    @Test
    default void gateway09_whatCannotBeAskedIsUnclear() {
        Payment payment = payment(1, 10);
        accepted(pay(payment));
        for (Behaviour behaviour : List.of(Behaviour.UNREACHABLE, Behaviour.LOSES_REQUESTS, Behaviour.HANGS)) {
            behave(behaviour);
            assertThat(lookUp(payment))
                    .as(behaviour.name())
                    .isInstanceOfSatisfying(
                            Unclear.class, unclear -> assertThat(unclear.why()).isNotBlank());
        }
    }

    /** 14. What was paid is never refused afterwards, also when the payer has nothing left by then. */
    @Test
    default void gateway14_aRepeatOfWhatWasPaidIsNotRefused() {
        behave(Behaviour.PAYS_SILENTLY);
        Payment payment = payment(1, 10);
        pay(payment);
        behave(Behaviour.REFUSES);

        assertThat(pay(payment)).isInstanceOfAny(Accepted.class, Unknown.class);

        assertThat(timesPaid(payment)).isEqualTo(1);
    }

    /** 16. Payments of different transaction ids are different payments, whatever else of them is the same. */
    @Test
    default void gateway16_theSameOrderOfAnotherAppIsAnotherPayment() {
        Payment payment = payment(1, 10);
        PaymentOrder order = payment.order();
        Payment other = new Payment(
                payment.id(),
                payment.authorization(),
                new PaymentOrder(
                        new AppId("other-" + order.app().value()),
                        order.user(),
                        order.number(),
                        order.amount(),
                        order.recipients(),
                        order.item(),
                        order.opReturn()),
                payment.settlement(),
                payment.status(),
                payment.acceptedAt(),
                payment.receipt());
        Receipt receipt = accepted(pay(payment));

        assertThat(lookUp(other)).isInstanceOf(NotFound.class);
        assertThat(accepted(pay(other)).reference()).isNotEqualTo(receipt.reference());
        assertThat(timesPaid(payment)).isEqualTo(1);
        assertThat(timesPaid(other)).isEqualTo(1);
    }

    /** 19. What was paid before a restart is known after it, and is not paid again; and no new payment is taken for it. */
    @Test
    default void gateway19_whatWasPaidIsKnownAfterARestart() {
        Payment payment = payment(1, 10);
        Payment silent = payment(2, 10);
        String reference = accepted(pay(payment)).reference();
        behave(Behaviour.PAYS_SILENTLY);
        pay(silent);
        behave(Behaviour.ACCEPTS);

        restart();

        assertThat(settled(lookUp(payment)).reference()).isEqualTo(reference);
        assertThat(accepted(pay(payment)).reference()).isEqualTo(reference);
        String found = settled(lookUp(silent)).reference();
        assertThat(accepted(pay(silent)).reference()).isEqualTo(found);
        assertThat(timesPaid(payment)).isEqualTo(1);
        assertThat(timesPaid(silent)).isEqualTo(1);
        assertThat(accepted(pay(payment(3, 10))).reference()).isNotIn(reference, found);
    }

    private Answer pay(Payment payment) {
        return GatewayContract.outcome(gateway(), gateway().pay(payment));
    }

    private State lookUp(Payment payment) {
        return GatewayContract.outcome(gateway(), gateway().lookUp(payment));
    }
}
