package io.farthing.application.service.payment;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.State;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Verdict;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls gateways, which others have written, so that a broken one does no harm: one that throws, answers nothing, or does
 * not answer in the time that it promised, has not told what became of the payment.
 */
final class Gateways {

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    private Gateways() {}

    static CompletableFuture<Answer> pay(WalletGateway gateway, Payment payment) {
        return guarded(gateway, () -> gateway.pay(payment))
                .exceptionally(failure -> new WalletGateway.Unknown(why(payment, failure)));
    }

    static CompletableFuture<State> lookUp(WalletGateway gateway, Payment payment) {
        return guarded(gateway, () -> gateway.lookUp(payment))
                .exceptionally(failure -> new WalletGateway.Unclear(why(payment, failure)));
    }

    /** Enters what a wallet said, and tells the operator when the payment was concluded the other way round by hand. */
    static CompletableFuture<Optional<Payment>> conclude(PaymentEngine engine, Payment payment, Finding finding) {
        Verdict verdict = new Verdict(payment.id(), finding);
        return engine.conclude(verdict, payment.order().user()).thenApply(concluded -> {
            concluded.ifPresent(now -> compare(verdict, now));
            return concluded;
        });
    }

    private static void compare(Verdict told, Payment concluded) {
        if (told.contradicts(concluded)) {
            LOG.error(
                    "payment {} is {} here, but the wallet says the opposite: {}. What was found first stays, so"
                            + " compare it with the wallet's own records.",
                    concluded.id(),
                    concluded.status(),
                    told.finding());
        }
    }

    // A second more than was promised: the promise is to be kept by the gateway, and this is for when it is not.
    private static <T> CompletableFuture<T> guarded(WalletGateway gateway, Supplier<CompletableFuture<T>> call) {
        try {
            long millis = gateway.patience().plusSeconds(1).toMillis();
            return call.get().<T>thenApply(Objects::requireNonNull).orTimeout(millis, TimeUnit.MILLISECONDS);
        } catch (Throwable e) { // A class that it lacks, too: it is the gateway's, and has told nothing.
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String why(Payment payment, Throwable failure) {
        LOG.error("the wallet gateway broke its promise about payment {}", payment.id(), failure);
        return "the wallet gateway failed: " + failure.getClass().getSimpleName();
    }
}
