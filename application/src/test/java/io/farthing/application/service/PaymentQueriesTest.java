package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.app.App;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.User;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentQueriesTest {

    private final ServiceBench bench = new ServiceBench();
    private final PaymentQueries payments = new PaymentQueries(bench.storage);
    private final App shop = bench.addApp("shop");
    private final User alice = bench.addUser("alice", 1000);
    private final User bob = bench.addUser("bob", 0);

    @BeforeEach
    void alicePaysBobFourTimes() {
        bench.authorize(alice, shop, Samples.limits(1000, 1000));
        Recipient toBob = new Recipient(Samples.wallet("bob", 0).address(), Satoshis.of(10));
        try (PaymentEngine engine = new PaymentEngine(
                bench.storage, ServiceBench.RULES, ServiceBench.strict(), bench.clock, new CountingPaymentMeter())) {
            for (int i = 1; i <= 4; i++) {
                engine.request(Samples.order(shop.id(), alice.openId(), Integer.toString(i), toBob))
                        .join();
            }
        }
    }

    @Test
    void aPaymentIsFoundByItsAppAndOrderNumber() {
        assertThat(payments.find(new OrderKey(shop.id(), new MerchantOrderNumber("3"))))
                .map(payment -> payment.order().number().value())
                .contains("3");
        assertThat(payments.find(new OrderKey(shop.id(), new MerchantOrderNumber("5"))))
                .isEmpty();
    }

    @Test
    void paymentsAreListedNewestFirstPageByPageForPayerAndRecipient() {
        List<Payment> newest = payments.drawnFrom(alice.openId(), Optional.empty(), 3);
        assertThat(numbers(newest)).containsExactly("4", "3", "2");
        assertThat(numbers(payments.drawnFrom(
                        alice.openId(), Optional.of(newest.get(2).id()), 3)))
                .containsExactly("1");
        assertThat(payments.creditedTo(bob.openId(), Optional.empty(), 3)).isEqualTo(newest);
        assertThat(payments.drawnFrom(bob.openId(), Optional.empty(), 3)).isEmpty();
        assertThat(payments.creditedTo(alice.openId(), Optional.empty(), 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, FindPayments.MAX_PAGE})
    void aPageHasAsManyAsWantedWithinTheLimits(int limit) {
        assertThat(payments.drawnFrom(alice.openId(), Optional.empty(), limit)).hasSize(Math.min(limit, 4));
        assertThat(payments.creditedTo(bob.openId(), Optional.empty(), limit)).hasSize(Math.min(limit, 4));
    }

    private static List<String> numbers(List<Payment> listed) {
        return listed.stream().map(payment -> payment.order().number().value()).toList();
    }
}
