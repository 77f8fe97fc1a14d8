package io.farthing.bench;

import io.farthing.bench.server.Population;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Touched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The domain's decision alone: how long a batch takes in which every order is of another user and is approved. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBenchmark {

    /** How many orders the batch has. */
    @Param({"1", "64", "256"})
    public int orders;

    private final PaymentRules rules = new PaymentRules(Satoshis.of(1), Settlement.LEDGER);
    private final Instant now = Instant.ofEpochSecond(1_700_000_000);
    private List<Attempt> attempts = List.of();
    private Touched touched = new Touched(Map.of(), List.of(), List.of(), List.of());

    /** Prepares the batch and what it touches. */
    @Setup
    public void prepare() {
        List<Attempt> batch = new ArrayList<>();
        List<Wallet> wallets = new ArrayList<>();
        List<Authorization> authorizations = new ArrayList<>();
        for (int user = 0; user < orders; user++) {
            batch.add(new Attempt(new PaymentId(user + 1L), order(user)));
            wallets.add(new Wallet(Population.openId(user), Population.recipient(user, 3), Satoshis.of(1_000)));
            authorizations.add(Authorization.approved(
                    new AuthorizationId(user + 1L),
                    Population.openId(user),
                    Population.APP,
                    SpendingLimits.DEFAULT,
                    now));
        }
        attempts = List.copyOf(batch);
        touched = new Touched(Map.of(), wallets, authorizations, List.of());
    }

    /** Decides the batch. */
    @Benchmark
    public BatchOutcome decide() {
        return BatchOutcome.decide(List.of(), attempts, touched, rules, now);
    }

    private static PaymentOrder order(int user) {
        Recipients recipients = new Recipients(List.of(
                new Recipient(Population.recipient(user, 1), Satoshis.of(2)),
                new Recipient(Population.recipient(user, 2), Satoshis.of(1))));
        return new PaymentOrder(
                Population.APP,
                Population.openId(user),
                new MerchantOrderNumber("order " + user),
                recipients.total(),
                recipients,
                new ItemName("An article"),
                OpReturn.NONE);
    }
}
