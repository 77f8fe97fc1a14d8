package io.farthing.bootstrap.process;

import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.domain.money.Satoshis;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users of one app, who share its order numbers and can pay each other.
 *
 * @param members the users
 * @param addresses where the wallet of each is paid; empty when nobody pays a member
 */
record Community(List<Customer> members, List<String> addresses) {

    /** A single user. */
    static Community of(Customer customer) {
        return new Community(List.of(customer), List.of());
    }

    /** Registers an app and so many users, each of whom has so much money and lets the app draw all of it. */
    static Community open(URI server, OperatorClient operator, String name, int size, long satoshis)
            throws IOException, InterruptedException {
        List<Customer> members = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Satoshis all = Satoshis.of(satoshis);
            String called = name + "-" + i;
            members.add(
                    i == 0
                            ? Customer.open(server, operator, called, satoshis, all)
                            : members.get(0).another(server, operator, called, satoshis, all));
            addresses.add(operator.get("/operator/v1/users/" + members.get(i).openId())
                    .path("wallet_address")
                    .asString());
        }
        return new Community(List.copyOf(members), List.copyOf(addresses));
    }

    /** How many there are. */
    int size() {
        return members.size();
    }

    /** The member whose turn it is, counted round and round. */
    Customer member(int turn) {
        return members.get(turn % size());
    }

    /** The wallet of that member. */
    String address(int turn) {
        return addresses.get(turn % size());
    }

    /** What each has according to {@code server}. */
    Map<Customer, Long> balances(OperatorClient operator) {
        Map<Customer, Long> balances = new LinkedHashMap<>();
        members.forEach(member -> balances.put(
                member,
                operator.get("/operator/v1/users/" + member.openId())
                        .path("balance")
                        .asLong(-1)));
        return balances;
    }
}
