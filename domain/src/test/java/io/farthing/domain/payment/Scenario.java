package io.farthing.domain.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A batch of orders and the state that it meets, made so that orders get into each other's way: a handful of wallets,
 * authorizations and order numbers, recipients that are often wallets themselves, limits and balances of a few payments.
 *
 * @param attempts the orders, in the order of their arrival
 * @param touched the state that they meet
 * @param rules what the operator demands
 */
public record Scenario(List<Attempt> attempts, Touched touched, PaymentRules rules) {

    /** The time that accepted payments carry. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final int MOST_ATTEMPTS = 40;
    private static final long FIRST_ATTEMPT = 1001;
    private static final Satoshis MOST_TO_ONE = Satoshis.of(400);

    private static final List<AppId> APPS = List.of(new AppId("shop"), new AppId("game"));
    private static final List<UserOpenId> PAYERS =
            List.of(new UserOpenId("ann"), new UserOpenId("小明"), new UserOpenId("bob"));
    private static final UserOpenId STRANGER = new UserOpenId("stranger");
    private static final int OUTSIDE_ADDRESSES = 2;

    /** Decides the batch. */
    public BatchOutcome decide() {
        return BatchOutcome.decide(List.of(), attempts, touched, rules, NOW);
    }

    /** Random scenarios, with and without orders. */
    public static Arbitrary<Scenario> any() {
        Arbitrary<List<Attempt>> attempts =
                orders().list().ofMaxSize(MOST_ATTEMPTS).map(Scenario::numbered);
        return attempts.flatMap(made -> Combinators.combine(
                        recorded(made), wallets(), authorizations(), satoshis(1, 150))
                .as((recorded, wallets, authorizations, minimum) -> new Scenario(
                        made,
                        new Touched(recorded, wallets, authorizations, List.of()),
                        new PaymentRules(minimum, Settlement.LEDGER))));
    }

    private static Arbitrary<PaymentOrder> orders() {
        Arbitrary<UserOpenId> users =
                Arbitraries.frequencyOf(Tuple.of(12, Arbitraries.of(PAYERS)), Tuple.of(1, Arbitraries.just(STRANGER)));
        Arbitrary<Recipients> recipients = Combinators.combine(
                        Arbitraries.integers().between(0, PAYERS.size() + OUTSIDE_ADDRESSES - 1),
                        satoshis(1, MOST_TO_ONE.value()))
                .as((address, amount) -> new Recipient(address(address), amount))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Recipients::new);
        return Combinators.combine(Arbitraries.of(APPS), users, numbers(), recipients)
                .as((app, user, number, to) ->
                        new PaymentOrder(app, user, number, to.total(), to, new ItemName("an article"), OpReturn.NONE));
    }

    // Some order keys are other payments' already, and some are recorded under the very attempt's number.
    private static Arbitrary<Map<OrderKey, PaymentId>> recorded(List<Attempt> attempts) {
        Arbitrary<List<OrderKey>> others = Combinators.combine(Arbitraries.of(APPS), numbers())
                .as(OrderKey::new)
                .list()
                .ofMaxSize(3);
        Arbitrary<List<Integer>> own =
                Arbitraries.integers().between(0, MOST_ATTEMPTS).list().ofMaxSize(2);
        return Combinators.combine(others, own).as((keys, positions) -> {
            Map<OrderKey, PaymentId> recorded = new HashMap<>();
            for (OrderKey key : keys) {
                recorded.put(key, new PaymentId(recorded.size() + 1));
            }
            for (int position : positions) {
                if (position < attempts.size()) {
                    Attempt attempt = attempts.get(position);
                    recorded.put(attempt.order().key(), attempt.id());
                }
            }
            return recorded;
        });
    }

    private static Arbitrary<List<Wallet>> wallets() {
        return satoshis(0, 6000)
                .list()
                .ofSize(PAYERS.size())
                .map(balances -> IntStream.range(0, PAYERS.size())
                        .mapToObj(i -> new Wallet(PAYERS.get(i), address(i), balances.get(i)))
                        .toList());
    }

    // Now and then a limit was lowered below what is drawn already; not every user has authorized every app.
    private static Arbitrary<List<Authorization>> authorizations() {
        Arbitrary<SpendingLimits> limits =
                Combinators.combine(satoshis(1, 3000), satoshis(1, 8000)).as(SpendingLimits::new);
        Arbitrary<Usage> usage =
                Combinators.combine(satoshis(0, 2000), satoshis(0, 300)).as(Usage::new);
        Arbitrary<Optional<Authorization>> one = Combinators.combine(limits, usage)
                .as((limit, used) -> new Authorization(
                        new AuthorizationId(1),
                        PAYERS.get(0),
                        APPS.get(0),
                        limit,
                        used,
                        Standing.ACTIVE,
                        Instant.EPOCH))
                .optional(0.85);
        return one.list().ofSize(PAYERS.size() * APPS.size()).map(slots -> {
            List<Authorization> given = new ArrayList<>();
            for (int i = 0; i < slots.size(); i++) {
                AuthorizationId id = new AuthorizationId(i + 1L);
                UserOpenId user = PAYERS.get(i / APPS.size());
                AppId app = APPS.get(i % APPS.size());
                slots.get(i)
                        .map(a -> new Authorization(id, user, app, a.limits(), a.usage(), a.standing(), a.approvedAt()))
                        .ifPresent(given::add);
            }
            return given;
        });
    }

    private static List<Attempt> numbered(List<PaymentOrder> orders) {
        return IntStream.range(0, orders.size())
                .mapToObj(i -> new Attempt(new PaymentId(FIRST_ATTEMPT + i), orders.get(i)))
                .toList();
    }

    private static Arbitrary<MerchantOrderNumber> numbers() {
        return Arbitraries.integers().between(1, 15).map(n -> new MerchantOrderNumber("N-" + n));
    }

    private static Arbitrary<Satoshis> satoshis(long least, long most) {
        // Otherwise small numbers would be drawn so often that hardly an order stayed within its bounds.
        return Arbitraries.longs()
                .between(least, most)
                .withDistribution(RandomDistribution.uniform())
                .map(Satoshis::of);
    }

    /** The address of the payer with that number, or an outside one when there are fewer payers. */
    private static Address address(int number) {
        byte[] hash = new byte[20];
        hash[19] = (byte) (number + 1);
        return Address.ofKeyHash(hash);
    }
}
