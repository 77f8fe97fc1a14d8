package io.farthing.bootstrap.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the shop remembers of a browser. Thread-safe. */
final class Visitor {

    private static final int MAX_EXCHANGES = 8;

    private final String state;
    private final List<Exchange> exchanges = new ArrayList<>();
    private Optional<Customer> customer = Optional.empty();
    private Optional<Notice> notice = Optional.empty();
    private boolean hasBought;

    /**
     * A browser that has just come.
     *
     * @param state a random text that ties an answer of the wallet to this browser
     */
    Visitor(String state) {
        this.state = state;
    }

    /**
     * Somebody who has logged in with the wallet.
     *
     * @param accessToken with which the shop asks the wallet about them
     * @param openId how the wallet names them
     * @param name how they are called
     * @param hasAuthorized whether they let the shop draw payments
     */
    record Customer(String accessToken, String openId, String name, boolean hasAuthorized) {}

    /**
     * What came of the last step.
     *
     * @param isGood whether it is good news
     * @param text a sentence
     */
    record Notice(boolean isGood, String text) {}

    String state() {
        return state;
    }

    synchronized Optional<Customer> customer() {
        return customer;
    }

    synchronized void is(Customer known) {
        customer = Optional.of(known);
    }

    synchronized boolean hasBought() {
        return hasBought;
    }

    synchronized void buys() {
        hasBought = true;
    }

    synchronized Optional<Notice> notice() {
        return notice;
    }

    synchronized void tell(boolean isGood, String text) {
        notice = Optional.of(new Notice(isGood, text));
    }

    /** The newest first. */
    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    synchronized void note(Exchange exchange) {
        exchanges.add(0, exchange);
        if (exchanges.size() > MAX_EXCHANGES) {
            exchanges.remove(MAX_EXCHANGES);
        }
    }
}
