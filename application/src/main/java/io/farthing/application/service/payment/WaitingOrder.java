package io.farthing.application.service.payment;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.address.Address;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order that somebody waits for. */
final class WaitingOrder implements Waiting {

    private final PaymentOrder order;
    private final long arrivedNanos = System.nanoTime();
    private final CompletableFuture<PaymentOutcome> answer = new CompletableFuture<>();
    private @Nullable Attempt attempt;
    private boolean mayBeRecorded;
    private @Nullable PaymentOutcome outcome;

    WaitingOrder(PaymentOrder order) {
        // The engine's thread, on which everybody depends, is no place to find that out.
        this.order = Objects.requireNonNull(order);
    }

    CompletableFuture<PaymentOutcome> answer() {
        return answer;
    }

    PaymentOrder order() {
        return order;
    }

    boolean hasNumber() {
        return attempt != null;
    }

    void number(PaymentId id) {
        attempt = new Attempt(id, order);
    }

    Attempt attempt() {
        if (attempt == null) {
            throw new IllegalStateException("an order is numbered before it is attempted");
        }
        return attempt;
    }

    @Override
    public int recipients() {
        return order.recipients().list().size();
    }

    @Override
    public UserOpenId payer() {
        return order.user();
    }

    @Override
    public Set<Address> addresses() {
        return order.recipients().list().stream().map(Recipient::address).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void mayBeRecorded() {
        mayBeRecorded = true;
    }

    void decided(PaymentOutcome decided) {
        outcome = decided;
    }

    // What can be said about it depends on what was tried.
    @Override
    public void givenUp(String why) {
        if (outcome == null) {
            outcome = mayBeRecorded ? new PaymentOutcome.Undetermined() : new PaymentOutcome.NotRecorded(why);
        }
    }

    PaymentOutcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("an order is decided before it is answered");
        }
        return outcome;
    }

    long waitedNanos() {
        return System.nanoTime() - arrivedNanos;
    }
}
