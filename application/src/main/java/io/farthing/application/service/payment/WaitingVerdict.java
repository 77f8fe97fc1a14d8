package io.farthing.application.service.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.Verdict;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A finding about a payment, on its way into the books. */
final class WaitingVerdict implements Waiting {

    private final Verdict verdict;
    private final UserOpenId payer;
    private final CompletableFuture<Optional<Payment>> answer = new CompletableFuture<>();
    private @Nullable Payment concluded;

    WaitingVerdict(Verdict verdict, UserOpenId payer) {
        this.verdict = verdict;
        this.payer = payer;
    }

    Verdict verdict() {
        return verdict;
    }

    /** The payment as it is then; nothing when the finding could not be entered. */
    CompletableFuture<Optional<Payment>> answer() {
        return answer;
    }

    void decided(Payment payment) {
        concluded = payment;
    }

    /** None: whom it went to was decided before. */
    @Override
    public int recipients() {
        return 0;
    }

    @Override
    public UserOpenId payer() {
        return payer;
    }

    @Override
    public Set<Address> addresses() {
        return Set.of();
    }

    // Whether a lost commit has entered it makes no difference: whoever finds the payment pending finds out again.
    @Override
    public void mayBeRecorded() {}

    @Override
    public void givenUp(String why) {}

    void complete() {
        answer.complete(Optional.ofNullable(concluded));
    }
}
