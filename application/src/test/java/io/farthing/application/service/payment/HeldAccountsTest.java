package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account that somebody keeps locked is waited for by one order of a batch, and not by all that need it. */
class HeldAccountsTest {

    private static final PaymentRules RULES = new PaymentRules(Satoshis.of(1), Settlement.LEDGER);
    private static final int NOBODY_YET = 0;
    private static final int BATCH = 6;

    private Instant now = Samples.NOW;
    private final FaultyUnitOfWork storage = new FaultyUnitOfWork(new InMemoryUnitOfWork());

    @BeforeEach
    void settle() {
        storage.write(stores -> {
            App shop = Samples.addApp(stores, "shop");
            for (String name : List.of("ada", "ben", "cai", "dot", "eve")) {
                Samples.addAuthorization(
                        stores, Samples.addUser(stores, name, 1000).openId(), shop.id(), Samples.limits(1000, 1000));
            }
            return shop;
        });
    }

    @Test
    void ofOnePayerOneOrderWaits() {
        List<WaitingOrder> batch = batch("ada 1", "ada 2", "ben 3", "ada 4", "cai 5", "ada 6");
        holdUp(batch, "ada");

        commit(batch, Duration.ZERO);

        assertThat(storage.attempted()).containsExactly(NOBODY_YET, BATCH, 1, 1, 1);
        assertThat(paid(batch)).containsExactly(false, false, true, false, true, false);
        assertThat(batch.get(5).outcome())
                .isEqualTo(new PaymentOutcome.NotRecorded("the database refused it"))
                .isEqualTo(batch.get(0).outcome());
    }

    @Test
    void aRecipientIsBelievedToBeHeldWhenTwoPayersHaveWaited() {
        List<WaitingOrder> batch = batch("ada 1", "ben 2", "cai 3", "dot 4", "eve 5", "eve 6");
        holdUp(batch, "ada");
        holdUp(batch, "ben");

        commit(batch, Duration.ZERO);

        assertThat(storage.attempted()).containsExactly(NOBODY_YET, BATCH, 1, 1);
        assertThat(paid(batch)).containsOnly(false);
    }

    @Test
    void theNextBatchesPassAPayerOverForAWhile() {
        List<WaitingOrder> batch = batch("ada 1", "ada 2");
        holdUp(batch, "ada");
        BatchCommitter committer = committer(Duration.ZERO);
        committer.commit(batch);

        now = Samples.NOW.plus(HeldAccounts.BELIEVED_FOR).minusNanos(1);
        List<WaitingOrder> next = batch("ada 3", "ben 4");
        committer.commit(next);
        List<WaitingOrder> nobody = batch("ada 5");
        committer.commit(nobody);
        assertThat(paid(next)).containsExactly(false, true);
        assertThat(paid(nobody)).containsExactly(false);
        assertThat(storage.attempted()).as("a batch of nobody is not tried").containsExactly(NOBODY_YET, 2, 1, 1);

        now = Samples.NOW.plus(HeldAccounts.BELIEVED_FOR);
        List<WaitingOrder> later = batch("ada 6", "ada 7");
        committer.commit(later);
        assertThat(paid(later)).containsOnly(true);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyOut() {
        List<WaitingOrder> batch = batch("ada 1");
        holdUp(batch, "ada");
        BatchCommitter committer = committer(Duration.ZERO);
        committer.commit(batch);

        now = Samples.NOW.minusSeconds(3600);
        List<WaitingOrder> next = batch("ada 2");
        committer.commit(next);
        assertThat(paid(next)).containsOnly(true);
    }

    @Test
    void aRecipientIsBelievedToBeHeldInOneBatchOnly() {
        List<WaitingOrder> batch = batch("ada 1", "ben 2", "cai 3");
        holdUp(batch, "ada");
        holdUp(batch, "ben");
        BatchCommitter committer = committer(Duration.ZERO);
        committer.commit(batch);

        List<WaitingOrder> next = batch("cai 4", "ada 5");
        committer.commit(next);
        assertThat(paid(batch)).containsOnly(false);
        assertThat(paid(next)).containsExactly(true, false);
    }

    @Test
    void whoIsRefusedWithoutAWaitSpeaksForNobody() {
        List<WaitingOrder> batch = batch("ada 1", "ada 2", "ada 3");
        storage.poison(batch.get(0).order().key(), Category.CONFLICT);

        commit(batch, BatchCommitter.LONG_WAIT.multipliedBy(1000));

        assertThat(paid(batch)).containsExactly(false, true, true);
    }

    @Test
    void whoIsRefusedWithoutAConflictSpeaksForNobody() {
        List<WaitingOrder> batch = batch("ada 1", "ada 2", "ada 3");
        storage.poison(batch.get(0).order().key(), Category.FAULT);

        commit(batch, Duration.ZERO);

        assertThat(paid(batch)).containsExactly(false, true, true);
    }

    @Test
    void ofSeveralFindingsAboutOnePayerOneWaits() {
        List<WaitingVerdict> findings = findings("ada 1", "ada 2", "ben 3", "ada 4");
        storage.hold(authorizationOf("ada"));
        int before = storage.attempted().size();

        BatchCommitter committer = committer(Duration.ZERO);
        committer.commit(findings);

        assertThat(storage.attempted().size() - before).as("all, ada, ben").isEqualTo(3);
        assertThat(entered(findings)).containsExactly(false, false, true, false);
        List<WaitingOrder> orders = batch("ada 5", "ben 6");
        committer.commit(orders);
        assertThat(paid(orders)).as("it speaks for orders, too").containsExactly(false, true);
    }

    @Test
    void whoeverHasWaitedForAnOrderIsNotWaitedForWithAFinding() {
        List<WaitingVerdict> findings = findings("ada 1", "ben 2");
        storage.hold(authorizationOf("ada"));
        BatchCommitter committer = committer(Duration.ZERO);
        committer.commit(batch("ada 3"));
        int before = storage.attempted().size();

        committer.commit(findings);

        assertThat(storage.attempted().size() - before).isEqualTo(1);
        assertThat(entered(findings)).containsExactly(false, true);
    }

    private List<WaitingVerdict> findings(String... orders) {
        return batch(orders).stream()
                .map(WaitingOrder::order)
                .map(order -> new WaitingVerdict(
                        new Verdict(
                                PaymentBatches.reserve(storage, order).id(),
                                new Finding.Settled(
                                        new Receipt(order.key().number().value(), "tx"))),
                        order.user()))
                .toList();
    }

    private static List<Boolean> entered(List<WaitingVerdict> findings) {
        findings.forEach(WaitingVerdict::complete);
        return findings.stream()
                .map(finding -> finding.answer().join().isPresent())
                .toList();
    }

    private AuthorizationId authorizationOf(String payer) {
        return storage.read(stores -> stores.authorizations()
                        .findActive(
                                Samples.user(payer).openId(),
                                Samples.app("shop").id()))
                .orElseThrow()
                .id();
    }

    private void commit(List<WaitingOrder> batch, Duration longWait) {
        committer(longWait).commit(batch);
    }

    private BatchCommitter committer(Duration longWait) {
        return new BatchCommitter(storage, RULES, () -> now, Duration.ZERO, longWait);
    }

    private void holdUp(List<WaitingOrder> batch, String payer) {
        batch.stream()
                .filter(waiting ->
                        waiting.order().user().equals(Samples.user(payer).openId()))
                .forEach(waiting -> storage.poison(waiting.order().key(), Category.CONFLICT));
    }

    private static List<Boolean> paid(List<WaitingOrder> batch) {
        return batch.stream()
                .map(waiting -> waiting.outcome() instanceof PaymentOutcome.Settled)
                .toList();
    }

    private static List<WaitingOrder> batch(String... orders) {
        return Stream.of(orders)
                .map(order -> order.split(" "))
                .map(order -> new WaitingOrder(Samples.order(
                        Samples.app("shop").id(),
                        Samples.user(order[0]).openId(),
                        order[1],
                        new Recipient(Samples.address("to"), Satoshis.of(1)))))
                .toList();
    }
}
