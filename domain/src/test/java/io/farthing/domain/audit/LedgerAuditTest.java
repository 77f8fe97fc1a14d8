package io.farthing.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.audit.Discrepancy.Figure;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Scenario;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Touched;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class LedgerAuditTest {

    private static final UserOpenId STRANGER = new UserOpenId("nobody");
    private static final AuthorizationId UNKNOWN_AUTHORIZATION = new AuthorizationId(999);

    /** All that is recorded: lists that a test may spoil in one place. */
    private record Books(
            List<Wallet> wallets, List<Authorization> authorizations, List<Funding> fundings, List<Payment> payments) {

        List<Discrepancy> audit() {
            LedgerAudit audit = new LedgerAudit();
            wallets.forEach(audit::wallet);
            authorizations.forEach(audit::authorization);
            fundings.forEach(audit::funding);
            payments.forEach(audit::payment);
            List<Discrepancy> differences = audit.differences();
            assertThat(audit.differenceCount()).isEqualTo(differences.size());
            return differences;
        }
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    @Property
    void booksThatBatchesProducedAddUp(@ForAll("scenarios") Scenario scenario) {
        assertThat(booksAfter(scenario).audit()).isEmpty();
    }

    @Property
    void paymentsWithoutAnOutcomeAreReservedAndFailedOnesAreNothing(@ForAll("scenarios") Scenario scenario) {
        Books books = booksAfter(scenario);
        Payment settled = books.payments().isEmpty() ? null : books.payments().get(0);
        Assume.that(settled != null);
        Authorization authorization = authorizationOf(books, settled);
        long amount = settled.order().amount().value();

        for (PaymentStatus status : List.of(PaymentStatus.RESERVED, PaymentStatus.UNKNOWN)) {
            books.payments().add(with(settled, status));
            replace(books.authorizations(), authorization, used(authorization, 0, amount));
            assertThat(books.audit()).as(status.name()).isEmpty();
            replace(books.authorizations(), used(authorization, 0, amount), authorization);
            books.payments().remove(books.payments().size() - 1);
        }
        books.payments().add(with(settled, PaymentStatus.FAILED));
        assertThat(books.audit()).isEmpty();
    }

    @Property
    void oneSatoshiInABalanceIsFound(@ForAll("scenarios") Scenario scenario, @ForAll @IntRange(max = 2) int which) {
        Books books = booksAfter(scenario);
        Wallet right = books.wallets().get(which);
        replace(books.wallets(), right, right.credit(Satoshis.of(1)));

        assertThat(books.audit())
                .containsExactly(new Discrepancy(
                        Figure.BALANCE,
                        right.owner().value(),
                        right.balance().value() + 1,
                        right.balance().value()));
    }

    @Property
    void oneSatoshiInWhatIsSpentIsFound(@ForAll("scenarios") Scenario scenario) {
        Books books = booksAfter(scenario);
        Assume.that(!books.authorizations().isEmpty());
        Authorization right = books.authorizations().get(0);
        long spent = right.usage().spent().value();
        replace(books.authorizations(), right, used(right, 1, 0));

        assertThat(books.audit())
                .containsExactly(new Discrepancy(Figure.SPENT, right.id().toString(), spent + 1, spent));
    }

    @Property
    void oneSatoshiInWhatIsReservedIsFound(@ForAll("scenarios") Scenario scenario) {
        Books books = booksAfter(scenario);
        Assume.that(!books.authorizations().isEmpty());
        Authorization right = books.authorizations().get(0);
        replace(books.authorizations(), right, used(right, 0, 1));

        assertThat(books.audit())
                .containsExactly(new Discrepancy(Figure.RESERVED, right.id().toString(), 1, 0));
    }

    @Property
    void oneSatoshiInAFundingIsFound(@ForAll("scenarios") Scenario scenario) {
        Books books = booksAfter(scenario);
        Assume.that(!books.fundings().isEmpty());
        Funding right = books.fundings().get(0);
        Funding wrong =
                new Funding(right.reference(), right.user(), right.amount().plus(Satoshis.of(1)), right.at());
        replace(books.fundings(), right, wrong);

        assertThat(books.audit()).singleElement().satisfies(difference -> {
            assertThat(difference.what()).isEqualTo(Figure.BALANCE);
            assertThat(difference.subject()).isEqualTo(right.user().value());
            assertThat(difference.recomputedSatoshis() - difference.recordedSatoshis())
                    .isEqualTo(1);
        });
    }

    @Property
    void aMissingPaymentIsFoundInEveryFigureThatItMoved(@ForAll("scenarios") Scenario scenario) {
        Books books = booksAfter(scenario);
        Assume.that(!books.payments().isEmpty());
        Payment missing = books.payments().remove(0);

        assertThat(books.audit())
                .filteredOn(difference -> difference.what() == Figure.SPENT)
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.subject())
                            .isEqualTo(missing.authorization().toString());
                    assertThat(difference.recordedSatoshis() - difference.recomputedSatoshis())
                            .isEqualTo(missing.order().amount().value());
                });
    }

    @Property
    void aPaymentOfAnUnknownUserOrUnderAnUnknownAuthorizationIsAnOrphan(@ForAll("scenarios") Scenario scenario) {
        Books books = booksAfter(scenario);
        Assume.that(!books.payments().isEmpty());
        Payment right = books.payments().get(0);
        Payment orphan = new Payment(
                new PaymentId(1),
                UNKNOWN_AUTHORIZATION,
                right.order(),
                right.settlement(),
                right.status(),
                right.acceptedAt(),
                Receipt.NONE);
        books.payments().add(orphan);
        Discrepancy expected =
                new Discrepancy(Figure.ORPHAN, "1", right.order().amount().value(), 0);

        assertThat(books.audit()).containsExactly(expected);
        books.wallets().removeIf(wallet -> wallet.owner().equals(right.order().user()));
        assertThat(books.audit())
                .contains(new Discrepancy(
                        Figure.ORPHAN,
                        right.id().toString(),
                        right.order().amount().value(),
                        0));
    }

    @Test
    void aFundingOfAnUnknownUserIsAnOrphan() {
        Funding funding = new Funding(new FundingReference("F-1"), STRANGER, Satoshis.of(5), Instant.EPOCH);

        assertThat(new Books(List.of(), List.of(), List.of(funding), List.of()).audit())
                .containsExactly(new Discrepancy(Figure.ORPHAN, "F-1", 5, 0));
    }

    @Test
    void whatWasWrongAlreadyWhenItWasReadIsListed() {
        Discrepancy wrong = new Discrepancy(Figure.PAYMENT_POSTINGS, "42", 7, 3);
        LedgerAudit audit = new LedgerAudit();
        audit.wrong(wrong);

        assertThat(audit.differences()).containsExactly(wrong);
        assertThat(audit.differenceCount()).isEqualTo(1);
    }

    @Test
    void differencesBeyondTheListAreCounted() {
        LedgerAudit audit = new LedgerAudit();
        Funding funding = new Funding(new FundingReference("F-1"), STRANGER, Satoshis.of(5), Instant.EPOCH);
        Collections.nCopies(LedgerAudit.MAX_LISTED + 7, funding).forEach(audit::funding);

        assertThat(audit.differences()).hasSize(LedgerAudit.MAX_LISTED);
        assertThat(audit.differenceCount()).isEqualTo(LedgerAudit.MAX_LISTED + 7);
    }

    // Every wallet is funded with what it has before the batch, and nothing is drawn yet.
    private static Books booksAfter(Scenario random) {
        List<Authorization> unused = random.touched().authorizations().stream()
                .map(a -> Authorization.approved(a.id(), a.user(), a.app(), a.limits(), a.approvedAt()))
                .toList();
        List<Wallet> wallets = random.touched().wallets();
        Scenario scenario =
                new Scenario(random.attempts(), new Touched(Map.of(), wallets, unused, List.of()), random.rules());
        BatchOutcome outcome = scenario.decide();
        Books books = new Books(
                new ArrayList<>(wallets),
                new ArrayList<>(unused),
                new ArrayList<>(fundings(wallets)),
                new ArrayList<>(outcome.accepted()));
        for (Wallet changed : outcome.wallets()) {
            books.wallets().replaceAll(wallet -> wallet.owner().equals(changed.owner()) ? changed : wallet);
        }
        for (Authorization changed : outcome.authorizations()) {
            books.authorizations().replaceAll(a -> a.id().equals(changed.id()) ? changed : a);
        }
        return books;
    }

    private static List<Funding> fundings(List<Wallet> wallets) {
        return wallets.stream()
                .filter(wallet -> wallet.balance().isPositive())
                .map(wallet -> new Funding(
                        new FundingReference("for " + wallet.owner()), wallet.owner(), wallet.balance(), Instant.EPOCH))
                .toList();
    }

    private static Authorization authorizationOf(Books books, Payment payment) {
        return books.authorizations().stream()
                .filter(a -> a.id().equals(payment.authorization()))
                .findFirst()
                .orElseThrow();
    }

    private static Authorization used(Authorization a, long spentMore, long reservedMore) {
        Usage usage = new Usage(
                a.usage().spent().plus(Satoshis.of(spentMore)),
                a.usage().reserved().plus(Satoshis.of(reservedMore)));
        return new Authorization(a.id(), a.user(), a.app(), a.limits(), usage, a.standing(), a.approvedAt());
    }

    private static Payment with(Payment payment, PaymentStatus status) {
        return new Payment(
                new PaymentId(1),
                payment.authorization(),
                payment.order(),
                Settlement.GATEWAY,
                status,
                payment.acceptedAt(),
                Receipt.NONE);
    }

    private static <T> void replace(List<T> list, T old, T fresh) {
        UnaryOperator<T> change = each -> each.equals(old) ? fresh : each;
        list.replaceAll(change);
    }
}
