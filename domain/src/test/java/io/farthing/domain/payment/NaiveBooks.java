package io.farthing.domain.payment;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.Wallet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules once more, as plainly as they can be written: numbers and texts in maps, one order at a time. What it says
 * about an order is a line of text.
 */
final class NaiveBooks {

    private final long minimum;
    private final Map<String, Long> ownerBalance = new HashMap<>();
    private final Map<String, String> ownerOfAddress = new HashMap<>();
    private final Map<String, Long> single = new HashMap<>();
    private final Map<String, Long> left = new HashMap<>();
    private final Map<String, Long> numberOfOrder = new HashMap<>();

    NaiveBooks(Scenario scenario) {
        minimum = scenario.rules().minimum().value();
        for (Wallet wallet : scenario.touched().wallets()) {
            ownerBalance.put(wallet.owner().value(), wallet.balance().value());
            ownerOfAddress.put(wallet.address().text(), wallet.owner().value());
        }
        for (Authorization authorization : scenario.touched().authorizations()) {
            String consent = authorization.user() + " to " + authorization.app();
            single.put(consent, authorization.limits().single().value());
            left.put(
                    consent,
                    authorization.limits().cumulative().value()
                            - authorization.usage().spent().value()
                            - authorization.usage().reserved().value());
        }
        scenario.touched()
                .recorded()
                .forEach((key, id) -> numberOfOrder.put(key.app() + " " + key.number(), id.value()));
    }

    String decide(Attempt attempt) {
        PaymentOrder order = attempt.order();
        String key = order.app() + " " + order.number();
        if (numberOfOrder.getOrDefault(key, 0L) == attempt.id().value()) {
            return "recorded already as " + attempt.id();
        }
        List<String> objections = objections(order, numberOfOrder.containsKey(key));
        if (!objections.isEmpty()) {
            return "no: " + String.join(", ", objections);
        }
        long amount = order.amount().value();
        numberOfOrder.put(key, attempt.id().value());
        left.merge(order.user() + " to " + order.app(), -amount, Long::sum);
        ownerBalance.merge(order.user().value(), -amount, Long::sum);
        for (Recipient recipient : order.recipients().list()) {
            String owner = ownerOfAddress.get(recipient.address().text());
            if (owner != null) {
                ownerBalance.merge(owner, recipient.amount().value(), Long::sum);
            }
        }
        return "yes: " + attempt.id();
    }

    long balance(Wallet wallet) {
        return ownerBalance.get(wallet.owner().value());
    }

    long left(Authorization authorization) {
        return left.get(authorization.user() + " to " + authorization.app());
    }

    private List<String> objections(PaymentOrder order, boolean isTaken) {
        long amount = order.amount().value();
        String user = order.user().value();
        String consent = user + " to " + order.app();
        List<String> found = new ArrayList<>();
        if (amount < minimum) {
            found.add("BELOW_MINIMUM " + minimum + " by " + (minimum - amount));
        }
        if (!ownerBalance.containsKey(user)) {
            found.add("USER_UNKNOWN");
        }
        if (isTaken) {
            found.add("ORDER_NUMBER_TAKEN");
        }
        if (!single.containsKey(consent)) {
            found.add("NOT_AUTHORIZED");
        }
        if (single.containsKey(consent) && amount > single.get(consent)) {
            found.add("OVER_SINGLE_LIMIT " + single.get(consent) + " by " + (amount - single.get(consent)));
        }
        if (left.containsKey(consent) && amount > Math.max(0, left.get(consent))) {
            long allowance = Math.max(0, left.get(consent));
            found.add("OVER_ALLOWANCE " + allowance + " by " + (amount - allowance));
        }
        if (ownerBalance.containsKey(user) && amount > ownerBalance.get(user)) {
            found.add("OVER_BALANCE " + ownerBalance.get(user) + " by " + (amount - ownerBalance.get(user)));
        }
        return found;
    }

    /** What {@link #decide} would have said. */
    static String describe(Decision decision) {
        return decision.fold(
                approved -> "yes: " + approved.payment().id(),
                recorded -> "recorded already as " + recorded.id(),
                declined -> "no: "
                        + String.join(
                                ", ",
                                declined.breaches().stream()
                                        .map(NaiveBooks::describe)
                                        .toList()));
    }

    private static String describe(Breach breach) {
        return breach.reason()
                + breach.bound().map(bound -> " " + bound.value()).orElse("")
                + breach.by().map(by -> " by " + by.value()).orElse("");
    }
}
