package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PaymentOrderTest {

    private static final Address ADDRESS = Address.ofKeyHash(new byte[20]);

    @Provide
    Arbitrary<Recipients> recipients() {
        return DomainArbitraries.recipients();
    }

    @Provide
    Arbitrary<Satoshis> amounts() {
        return DomainArbitraries.satoshis();
    }

    @Property
    void theRecipientsAddUpToTheAmountExactly(
            @ForAll("recipients") Recipients recipients, @ForAll("amounts") Satoshis amount) {
        long total =
                recipients.list().stream().mapToLong(r -> r.amount().value()).sum();

        assertThat(recipients.total().value()).isEqualTo(total);
        assertThat(order(Satoshis.of(total), recipients).amount().value()).isEqualTo(total);
        if (amount.value() != total) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> order(amount, recipients))
                    .withMessageContaining(Long.toString(total))
                    .withMessageContaining(Long.toString(amount.value()));
        }
    }

    @Property
    void oneSatoshiMoreOrLessIsRefused(@ForAll("recipients") Recipients recipients) {
        long total = recipients.total().value();

        assertThatIllegalArgumentException().isThrownBy(() -> order(Satoshis.of(total - 1), recipients));
        Satoshis.ifInRange(total + 1)
                .ifPresent(more -> assertThatIllegalArgumentException().isThrownBy(() -> order(more, recipients)));
    }

    @Test
    void thereAreOneTo200Recipients() {
        Recipient one = new Recipient(ADDRESS, Satoshis.of(1));

        assertThat(new Recipients(Collections.nCopies(200, one)).total()).isEqualTo(Satoshis.of(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recipients(Collections.nCopies(201, one)))
                .withMessageContaining("200");
        assertThatIllegalArgumentException().isThrownBy(() -> new Recipients(List.of()));
    }

    @Test
    void recipientsNeverAddUpToMoreThanAllTheMoneyThereIs() {
        Recipient all = new Recipient(ADDRESS, Satoshis.MAX);
        Recipient one = new Recipient(ADDRESS, Satoshis.of(1));

        assertThat(Recipients.only(ADDRESS, Satoshis.MAX).total()).isEqualTo(Satoshis.MAX);
        assertThatIllegalArgumentException().isThrownBy(() -> new Recipients(List.of(all, one)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Recipients(Collections.nCopies(200, all)));
    }

    @Test
    void nobodyIsPaidNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Recipient(ADDRESS, Satoshis.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Recipients.only(ADDRESS, Satoshis.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentRules(Satoshis.ZERO, Settlement.LEDGER));
        assertThat(new PaymentRules(Satoshis.of(1), Settlement.LEDGER).minimum())
                .isEqualTo(Satoshis.of(1));
    }

    @Test
    void anOrderDoesNotChangeWhenTheListAroundItDoes() {
        List<Recipient> list = new ArrayList<>(List.of(new Recipient(ADDRESS, Satoshis.of(1))));
        Recipients recipients = new Recipients(list);
        list.clear();

        assertThat(recipients.list()).hasSize(1);
    }

    @Test
    void theKeyIsAppAndNumber() {
        assertThat(order(Satoshis.of(1), Recipients.only(ADDRESS, Satoshis.of(1)))
                        .key())
                .isEqualTo(new OrderKey(new AppId("shop"), new MerchantOrderNumber("N-1")))
                .isNotEqualTo(new OrderKey(new AppId("shop"), new MerchantOrderNumber("n-1")));
    }

    private static PaymentOrder order(Satoshis amount, Recipients recipients) {
        return new PaymentOrder(
                new AppId("shop"),
                new UserOpenId("ann"),
                new MerchantOrderNumber("N-1"),
                amount,
                recipients,
                new ItemName("an article"),
                OpReturn.NONE);
    }
}
