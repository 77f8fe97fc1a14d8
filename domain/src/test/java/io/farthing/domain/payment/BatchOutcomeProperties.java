package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.Wallet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for every batch, whatever its orders ask for and whatever they meet. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class BatchOutcomeProperties {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenario.any();
    }

    @Property(tries = 1000)
    void decisionsAreThoseOfTheNaiveBooks(@ForAll("scenarios") Scenario scenario) {
        NaiveBooks books = new NaiveBooks(scenario);
        List<String> expected = scenario.attempts().stream().map(books::decide).toList();

        BatchOutcome outcome = scenario.decide();

        assertThat(outcome.decisions()).map(NaiveBooks::describe).isEqualTo(expected);
        assertThat(walletsAfter(scenario, outcome).values())
                .allSatisfy(wallet -> assertThat(wallet.balance().value()).isEqualTo(books.balance(wallet)));
        assertThat(outcome.authorizations())
                .allSatisfy(a -> assertThat(a.allowance().value()).isEqualTo(books.left(a)));
    }

    @Property
    void scenariosMeetEveryKindOfDecision(@ForAll("scenarios") Scenario scenario) {
        scenario.decide().decisions().stream()
                .flatMap(BatchOutcomeProperties::kinds)
                .forEach(kind -> Statistics.label("kinds").collect(kind));

        // Each of them is met hundreds of times; so few that chance alone cannot make it fail.
        Statistics.label("kinds").coverage(coverage -> {
            coverage.check("APPROVED").count(n -> n > 30);
            coverage.check("RECORDED").count(n -> n > 30);
            // What comes after the balance, an outside wallet says.
            for (DeclineReason reason : EnumSet.range(DeclineReason.BELOW_MINIMUM, DeclineReason.OVER_BALANCE)) {
                coverage.check(reason.name()).count(n -> n > 30);
            }
        });
    }

    @Property
    void thereIsOneDecisionForEveryAttempt(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();

        assertThat(outcome.decisions()).hasSameSizeAs(scenario.attempts());
        assertThat(outcome.accepted()).isEqualTo(approvedOf(outcome));
    }

    @Property
    void anAcceptedPaymentIsTheOrderThatWasAskedFor(@ForAll("scenarios") Scenario scenario) {
        Map<PaymentId, PaymentOrder> asked =
                scenario.attempts().stream().collect(Collectors.toMap(Attempt::id, Attempt::order));
        Map<AuthorizationId, Authorization> authorizations = authorizationsBefore(scenario);

        for (Payment payment : scenario.decide().accepted()) {
            Authorization authorization = authorizations.get(payment.authorization());
            assertThat(payment.order()).isEqualTo(asked.get(payment.id()));
            assertThat(payment.status()).isEqualTo(PaymentStatus.SETTLED);
            assertThat(payment.acceptedAt()).isEqualTo(Scenario.NOW);
            assertThat(authorization.user()).isEqualTo(payment.order().user());
            assertThat(authorization.app()).isEqualTo(payment.order().app());
        }
    }

    @Property
    void recipientsOfAnAcceptedPaymentAddUpToItsAmount(@ForAll("scenarios") Scenario scenario) {
        for (Payment payment : scenario.decide().accepted()) {
            assertThat(payment.order().recipients().list().stream()
                            .mapToLong(recipient -> recipient.amount().value())
                            .sum())
                    .isEqualTo(payment.order().amount().value());
        }
    }

    @Property
    void nothingAcceptedIsOutsideOfMinimumAndSingleLimit(@ForAll("scenarios") Scenario scenario) {
        Map<AuthorizationId, Authorization> authorizations = authorizationsBefore(scenario);

        for (Payment payment : scenario.decide().accepted()) {
            assertThat(payment.order().amount())
                    .isBetween(
                            scenario.rules().minimum(),
                            authorizations.get(payment.authorization()).limits().single());
        }
    }

    @Property
    void newPaymentsStayWithinTheCumulativeLimitAndAreCounted(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();
        Map<AuthorizationId, Authorization> before = authorizationsBefore(scenario);

        for (Authorization after : outcome.authorizations()) {
            long drawn = outcome.accepted().stream()
                    .filter(payment -> payment.authorization().equals(after.id()))
                    .mapToLong(payment -> payment.order().amount().value())
                    .sum();
            Authorization was = before.get(after.id());
            assertThat(after.usage().total()).isLessThanOrEqualTo(after.limits().cumulative());
            assertThat(after.usage().spent().value() - was.usage().spent().value())
                    .isEqualTo(drawn);
            assertThat(after.usage().reserved()).isEqualTo(was.usage().reserved());
            assertThat(after.limits()).isEqualTo(was.limits());
        }
    }

    @Property
    void noMoneyIsMadeOrLost(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();
        Map<Address, Wallet> before = walletsBefore(scenario);
        long outside = outcome.accepted().stream()
                .flatMap(payment -> payment.order().recipients().list().stream())
                .filter(recipient -> !before.containsKey(recipient.address()))
                .mapToLong(recipient -> recipient.amount().value())
                .sum();

        assertThat(total(walletsAfter(scenario, outcome)) + outside).isEqualTo(total(before));
    }

    @Property
    void anOrderKeyIsPaidOnceAtMost(@ForAll("scenarios") Scenario scenario) {
        Set<OrderKey> paid = new HashSet<>(scenario.touched().recorded().keySet());

        for (Payment payment : scenario.decide().accepted()) {
            assertThat(paid.add(payment.order().key())).isTrue();
        }
    }

    @Property
    void whatChangedIsReportedOnceAndNothingElse(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();
        Set<Object> payersAndPaid = new HashSet<>();
        Map<Address, Wallet> wallets = walletsBefore(scenario);
        for (Payment payment : outcome.accepted()) {
            payersAndPaid.add(payment.order().user());
            for (Recipient recipient : payment.order().recipients().list()) {
                if (wallets.containsKey(recipient.address())) {
                    payersAndPaid.add(wallets.get(recipient.address()).owner());
                }
            }
        }

        assertThat(outcome.wallets()).map(Wallet::owner).doesNotHaveDuplicates();
        assertThat(outcome.wallets())
                .map(wallet -> (Object) wallet.owner())
                .containsExactlyInAnyOrderElementsOf(payersAndPaid);
        assertThat(outcome.authorizations())
                .map(Authorization::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        outcome.accepted().stream().map(Payment::authorization).collect(Collectors.toSet()));
    }

    @Property
    void declinedOrdersChangeNothing(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();
        Set<PaymentId> accepted = outcome.accepted().stream().map(Payment::id).collect(Collectors.toSet());
        List<Attempt> onlyAccepted = scenario.attempts().stream()
                .filter(attempt -> accepted.contains(attempt.id()))
                .toList();

        BatchOutcome again = new Scenario(onlyAccepted, scenario.touched(), scenario.rules()).decide();

        assertThat(again.accepted()).isEqualTo(outcome.accepted());
        assertThat(again.wallets()).containsExactlyInAnyOrderElementsOf(outcome.wallets());
        assertThat(again.authorizations()).containsExactlyInAnyOrderElementsOf(outcome.authorizations());
    }

    @Property
    void whereABatchIsCutMakesNoDifference(
            @ForAll("scenarios") Scenario scenario, @ForAll @IntRange(max = 40) int cut) {
        int end = Math.min(cut, scenario.attempts().size());
        Scenario first = new Scenario(scenario.attempts().subList(0, end), scenario.touched(), scenario.rules());
        BatchOutcome firstOutcome = first.decide();
        Scenario second = new Scenario(
                scenario.attempts().subList(end, scenario.attempts().size()),
                touchedAfter(scenario, firstOutcome),
                scenario.rules());
        BatchOutcome secondOutcome = second.decide();

        List<Decision> decisions = new ArrayList<>(firstOutcome.decisions());
        decisions.addAll(secondOutcome.decisions());
        BatchOutcome whole = scenario.decide();
        assertThat(decisions).isEqualTo(whole.decisions());
        assertThat(walletsAfter(second, secondOutcome)).isEqualTo(walletsAfter(scenario, whole));
    }

    @Property
    void aBatchThatWasRecordedWithoutAnAnswerIsRecognised(@ForAll("scenarios") Scenario scenario) {
        BatchOutcome outcome = scenario.decide();
        Scenario again = new Scenario(scenario.attempts(), touchedAfter(scenario, outcome), scenario.rules());
        BatchOutcome second = again.decide();

        for (int i = 0; i < scenario.attempts().size(); i++) {
            PaymentId id = scenario.attempts().get(i).id();
            if (!(outcome.decisions().get(i) instanceof Decision.Declined)) {
                assertThat(second.decisions().get(i)).isEqualTo(new Decision.AlreadyRecorded(id));
            }
        }
    }

    private static Stream<String> kinds(Decision decision) {
        return decision.fold(
                approved -> Stream.of("APPROVED"),
                recorded -> Stream.of("RECORDED"),
                declined -> declined.breaches().stream()
                        .map(breach -> breach.reason().name()));
    }

    private static List<Payment> approvedOf(BatchOutcome outcome) {
        return outcome.decisions().stream()
                .flatMap(decision -> decision
                        .<List<Payment>>fold(
                                approved -> List.of(approved.payment()), recorded -> List.of(), declined -> List.of())
                        .stream())
                .toList();
    }

    private static Touched touchedAfter(Scenario scenario, BatchOutcome outcome) {
        Map<OrderKey, PaymentId> recorded = new HashMap<>(scenario.touched().recorded());
        outcome.accepted().forEach(payment -> recorded.put(payment.order().key(), payment.id()));
        Map<AuthorizationId, Authorization> authorizations = authorizationsBefore(scenario);
        outcome.authorizations().forEach(changed -> authorizations.put(changed.id(), changed));
        return new Touched(
                recorded,
                List.copyOf(walletsAfter(scenario, outcome).values()),
                List.copyOf(authorizations.values()),
                List.of());
    }

    private static Map<AuthorizationId, Authorization> authorizationsBefore(Scenario scenario) {
        return scenario.touched().authorizations().stream()
                .collect(Collectors.toMap(Authorization::id, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    private static Map<Address, Wallet> walletsBefore(Scenario scenario) {
        return scenario.touched().wallets().stream()
                .collect(Collectors.toMap(Wallet::address, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    private static Map<Address, Wallet> walletsAfter(Scenario scenario, BatchOutcome outcome) {
        Map<Address, Wallet> wallets = walletsBefore(scenario);
        outcome.wallets().forEach(changed -> wallets.put(changed.address(), changed));
        return wallets;
    }

    private static long total(Map<Address, Wallet> wallets) {
        return wallets.values().stream()
                .mapToLong(wallet -> wallet.balance().value())
                .sum();
    }
}
