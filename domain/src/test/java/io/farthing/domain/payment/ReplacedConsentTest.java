package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ann has approved the shop again while an outside wallet was paying: what was drawn before counts for the old consent. */
class ReplacedConsentTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AppId SHOP = new AppId("shop");
    private static final UserOpenId ANN = new UserOpenId("ann");
    private static final PaymentRules RULES = new PaymentRules(Satoshis.of(1), Settlement.GATEWAY);

    private final Authorization old = consent(1, usage(0, 300)).end(Standing.REPLACED);
    private final Authorization active = consent(2, usage(0, 500));

    @Test
    void aPaymentThatIsSettledIsSpentUnderTheOldOne() {
        assertThat(changedBy(new Finding.Settled(Receipt.NONE)))
                .containsExactly(consent(1, usage(300, 0)).end(Standing.REPLACED));
    }

    @Test
    void aPaymentThatFailedIsReleasedUnderTheOldOne() {
        assertThat(changedBy(new Finding.Failed()))
                .containsExactly(consent(1, usage(0, 0)).end(Standing.REPLACED));
    }

    private List<Authorization> changedBy(Finding finding) {
        Payment payment = Payment.accepted(new PaymentId(11), old.id(), order(), Settlement.GATEWAY, NOW);
        Touched touched = new Touched(
                Map.of(),
                List.of(new Wallet(ANN, Address.ofKeyHash(new byte[20]), Satoshis.ZERO)),
                List.of(old, active),
                List.of(PendingPayment.reserved(payment)));
        return List.copyOf(
                BatchOutcome.decide(List.of(new Verdict(payment.id(), finding)), List.of(), touched, RULES, NOW)
                        .authorizations());
    }

    private static PaymentOrder order() {
        Recipients recipients = Recipients.only(Address.ofKeyHash(new byte[20]), Satoshis.of(300));
        return new PaymentOrder(
                SHOP,
                ANN,
                new MerchantOrderNumber("A"),
                recipients.total(),
                recipients,
                new ItemName("an article"),
                OpReturn.NONE);
    }

    private static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }

    private static Authorization consent(long id, Usage usage) {
        SpendingLimits limits = new SpendingLimits(Satoshis.of(300), Satoshis.of(800));
        return new Authorization(new AuthorizationId(id), ANN, SHOP, limits, usage, Standing.ACTIVE, Instant.EPOCH);
    }
}
