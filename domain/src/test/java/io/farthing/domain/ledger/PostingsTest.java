package io.farthing.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PostingsTest {

    private static final Address PAYER = Address.ofKeyHash(new byte[20]);

    @Provide
    Arbitrary<Payment> payments() {
        return DomainArbitraries.payments();
    }

    @Provide
    Arbitrary<Address> addresses() {
        return DomainArbitraries.addresses();
    }

    @Provide
    Arbitrary<Satoshis> amounts() {
        return DomainArbitraries.satoshis();
    }

    @Provide
    Arbitrary<Funding> fundings() {
        return Combinators.combine(
                        DomainArbitraries.fundingReferences(),
                        DomainArbitraries.userOpenIds(),
                        DomainArbitraries.satoshis(1, Satoshis.MAX.value()),
                        DomainArbitraries.instants())
                .as(Funding::new);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void thePostingsOfAPaymentAddUpToZero(@ForAll("payments") Payment payment, @ForAll("addresses") Address payer) {
        assertThat(total(payment.postings(payer))).isZero();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void thePayerIsDebitedOnceAndEveryRecipientCredited(@ForAll("payments") Payment payment) {
        List<Recipient> recipients = payment.order().recipients().list();
        List<Posting> expected = Stream.concat(
                        Stream.of(new Posting(
                                new Account.At(PAYER), -payment.order().amount().value())),
                        recipients.stream()
                                .map(to -> new Posting(
                                        new Account.At(to.address()),
                                        to.amount().value())))
                .toList();

        boolean isOurs = payment.settlement() == Settlement.LEDGER;
        assertThat(payment.postings(PAYER)).isEqualTo(isOurs ? expected : List.of());
    }

    @Property(tries = 300)
    void thePostingsOfAFundingBringTheAmountFromOutside(@ForAll("fundings") Funding funding) {
        assertThat(total(funding.postings(PAYER))).isZero();
        assertThat(funding.postings(PAYER))
                .containsExactly(
                        new Posting(new Account.Outside(), -funding.amount().value()),
                        new Posting(new Account.At(PAYER), funding.amount().value()));
    }

    @Test
    void nothingIsFundedWithNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Funding(new FundingReference("F-1"), new UserOpenId("ann"), Satoshis.ZERO, Instant.EPOCH))
                .withMessageContaining("satoshis");
    }

    @Property
    void aWalletGainsAndLosesExactlyOrNotAtAll(
            @ForAll("amounts") Satoshis balance, @ForAll("amounts") Satoshis amount) {
        Wallet wallet = new Wallet(new UserOpenId("ann"), PAYER, balance);

        if (balance.value() + amount.value() <= Satoshis.MAX.value()) {
            assertThat(wallet.credit(amount).balance().value()).isEqualTo(balance.value() + amount.value());
            assertThat(wallet.credit(amount).debit(amount)).isEqualTo(wallet);
        } else {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> wallet.credit(amount));
        }
        if (amount.exceeds(balance)) {
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> wallet.debit(amount));
        } else {
            assertThat(wallet.debit(amount).balance().value()).isEqualTo(balance.value() - amount.value());
        }
    }

    private static long total(List<Posting> postings) {
        return postings.stream().mapToLong(Posting::satoshis).sum();
    }
}
