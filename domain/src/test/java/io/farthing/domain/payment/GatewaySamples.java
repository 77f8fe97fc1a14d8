package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;

/** What the shop asks an outside wallet to pay for Ann. */
final class GatewaySamples {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final AppId SHOP = new AppId("shop");
    static final UserOpenId ANN = new UserOpenId("ann");
    static final Receipt RECEIPT = new Receipt("R-1", "tx");

    private GatewaySamples() {}

    static Payment reserved(long id, long amount) {
        return new Payment(
                new PaymentId(id),
                new AuthorizationId(1),
                attempt(id, "N" + id, amount).order(),
                Settlement.GATEWAY,
                PaymentStatus.RESERVED,
                NOW.minus(Duration.ofSeconds(3)),
                Receipt.NONE);
    }

    static Payment with(Payment payment, Settlement settlement, PaymentStatus status, Receipt receipt) {
        return new Payment(payment.id(), payment.authorization(), payment.order(), settlement, status, NOW, receipt);
    }

    static Attempt attempt(long id, String number, long amount) {
        return attempt(id, number, amount, address(3));
    }

    static Attempt attempt(long id, String number, long amount, Address to) {
        Recipients recipients = Recipients.only(to, Satoshis.of(amount));
        return new Attempt(
                new PaymentId(id),
                new PaymentOrder(
                        SHOP,
                        ANN,
                        new MerchantOrderNumber(number),
                        recipients.total(),
                        recipients,
                        new ItemName("an article"),
                        OpReturn.NONE));
    }

    static Address address(int number) {
        byte[] hash = new byte[20];
        hash[19] = (byte) number;
        return Address.ofKeyHash(hash);
    }
}
