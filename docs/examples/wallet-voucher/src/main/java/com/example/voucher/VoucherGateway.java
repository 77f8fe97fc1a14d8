package com.example.voucher;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a wallet pay, one call after the other, without letting anybody wait in the call itself.
 *
 * <p>Thread-safe. Calls are taken up in the order in which they were made. So when a payment is looked up, whatever was
 * asked before has been done, or will not be done any more.
 */
final class VoucherGateway implements WalletGateway, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VoucherGateway.class);

    private final VoucherWallet wallet;
    private final Duration patience;
    private final ThreadPoolExecutor worker;

    VoucherGateway(VoucherWallet wallet, Duration patience, int maxWaiting) {
        this.wallet = wallet;
        this.patience = patience;
        this.worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxWaiting), task -> new Thread(task, "vouchers"));
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public CompletableFuture<Answer> pay(Payment payment) {
        return ask(
                () -> wallet.pay(payment),
                new Unknown("the vouchers did not answer in time"),
                new NotAttempted("too many payments wait for the vouchers"));
    }

    @Override
    public CompletableFuture<State> lookUp(Payment payment) {
        return ask(
                () -> wallet.lookUp(payment),
                new Unclear("the vouchers did not answer in time"),
                new Unclear("too many payments wait for the vouchers"));
    }

    /** Ends what is being done, in bounded time, and does nothing more. Idempotent. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletableFuture<T> ask(Supplier<? extends T> call, T late, T turnedAway) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            worker.execute(() -> {
                // What has been given up while it waited is not done any more: it will be asked for again.
                if (!answer.isDone()) {
                    answer.complete(answerOr(late, call));
                }
            });
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(turnedAway);
        }
        return answer.completeOnTimeout(late, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    // A fault in the program says nothing about what has happened to the money.
    private static <T> T answerOr(T unknown, Supplier<? extends T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            LOG.error("a fault in the vouchers' program", e);
            return unknown;
        }
    }
}
