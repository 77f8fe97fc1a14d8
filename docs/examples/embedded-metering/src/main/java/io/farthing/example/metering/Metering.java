package io.farthing.example.metering;

import io.farthing.application.platform.PaymentPlatform;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Charges customers for calls. A customer is a user of the platform, this service is an app, and the customer's budget is
 * the authorization of the app by the user: nothing is ever charged beyond it. Thread-safe.
 */
final class Metering {

    /** What one call costs. */
    static final Satoshis PRICE = Satoshis.of(3);

    private static final String SERVICE = "Quotes";
    private static final WebUri HOME = WebUri.parse("http://localhost/budget").orElseThrow();

    private final PaymentPlatform platform;
    private final App service;
    private final Address earnings;

    Metering(PaymentPlatform platform) {
        this.platform = platform;
        this.service = service(platform);
        this.earnings = service.profile().receiveAddress().orElseThrow();
    }

    /** Somebody who wants to call us, with money to spend, and so much of it for us. */
    User customer(String name, Satoshis deposit, Satoshis budget) {
        User user = platform.users().create(new UserName(name)).orElseThrow();
        platform.users().fund(user.openId(), deposit, new FundingReference("deposit of " + name));
        allow(user.openId(), budget);
        return user;
    }

    /** Whether there is such a customer. */
    boolean knows(UserOpenId customer) {
        return platform.users().find(customer).isPresent();
    }

    /** The customer agrees to a budget. An earlier one ends, whatever is left of it. */
    void allow(UserOpenId customer, Satoshis budget) {
        Activation asked = platform.activations().open(service, HOME, customer).orElseThrow();
        platform.activations().approve(asked.id(), customer, new SpendingLimits(PRICE, budget));
    }

    /** Charges one call. When this says that it was settled, the money is ours, whatever happens to this process. */
    PaymentOutcome charge(UserOpenId customer) {
        return platform.pay(new PaymentOrder(
                service.id(),
                customer,
                new MerchantOrderNumber(UUID.randomUUID().toString()),
                PRICE,
                new Recipients(List.of(new Recipient(earnings, PRICE))),
                new ItemName("a quote"),
                OpReturn.NONE));
    }

    // Found again after a restart. The service has a wallet, too: that of a user with the same name.
    private static App service(PaymentPlatform platform) {
        return platform.apps().list(Optional.empty(), 1).stream()
                .findFirst()
                .orElseGet(() -> {
                    User owner = platform.users().create(new UserName(SERVICE)).orElseThrow();
                    Address wallet = platform.users()
                            .overview(owner.openId())
                            .orElseThrow()
                            .wallet()
                            .address();
                    return platform.apps()
                            .register(new AppProfile(
                                    SERVICE,
                                    Optional.empty(),
                                    new RedirectUris(List.of(HOME)),
                                    Optional.empty(),
                                    Optional.of(wallet)))
                            .app();
                });
    }
}
