package io.farthing.persistence.payment;

import io.farthing.domain.address.Address;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.CreditChain;
import io.farthing.persistence.codec.CreditsCodec;
import io.farthing.persistence.payment.KnownParties.Owner;
import io.farthing.persistence.payment.KnownStates.Held;
import io.farthing.persistence.sql.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The wallets that a batch of orders touches, as they were read or are remembered: of those who pay and are paid. */
final class LoadedWallets {

    private final PaymentWork work;
    private final Reading reading;
    private final Map<UserOpenId, Long> userIds = new HashMap<>();
    private final Map<Long, UserOpenId> openIds = new TreeMap<>();
    private final Map<UserOpenId, Held> wallets = new HashMap<>();

    LoadedWallets(PaymentWork work, Reading reading) {
        this.work = work;
        this.reading = reading;
    }

    /** The number of a user whose wallet is loaded. */
    long userId(UserOpenId user) {
        return LoadedBatch.required(userIds, user);
    }

    /** A wallet as it was read. */
    Wallet wallet(UserOpenId user) {
        return LoadedBatch.required(wallets, user).wallet();
    }

    /** The payments credited to a wallet until now. */
    CreditChain credits(UserOpenId user) {
        return LoadedBatch.required(wallets, user).credits();
    }

    List<Wallet> all() {
        return wallets.values().stream().map(Held::wallet).toList();
    }

    /** The wallet of this user, who has that number, is to be loaded. */
    void want(UserOpenId user, long id) {
        userIds.put(user, id);
        openIds.put(id, user);
    }

    /** The wallets that recipients' addresses belong to are to be loaded. */
    void wantRecipients(List<Attempt> attempts) {
        Set<Address> unknown = new LinkedHashSet<>();
        for (Attempt attempt : attempts) {
            for (Recipient recipient : attempt.order().recipients().list()) {
                Owner owner = work.knownParties().owner(recipient.address());
                if (owner != null) {
                    want(owner.openId(), owner.userId());
                } else if (!work.knownParties().isNobodys(recipient.address())) {
                    unknown.add(recipient.address());
                }
            }
        }
        if (!unknown.isEmpty()) {
            askForOwners(unknown);
        }
    }

    private void askForOwners(Set<Address> unknown) {
        Set<Address> nobodys = new LinkedHashSet<>(unknown);
        work.query(
                work.statements().owners,
                row -> {
                    Owner owner = new Owner(row.getLong(1), new UserOpenId(row.getString(2)));
                    Address address = Address.ofPayload(row.getBytes(3));
                    nobodys.remove(address);
                    work.knownParties().remember(address, owner);
                    want(owner.openId(), owner.userId());
                },
                Column.bytes(unknown, Address::payload));
        nobodys.forEach(work.knownParties()::rememberAsNobodys);
    }

    /** Loads those that are wanted, and locks them in the order of their numbers if it has to. */
    void load() {
        List<Long> unknown = new ArrayList<>(openIds.size());
        openIds.forEach((id, owner) -> {
            Held held = reading == Reading.REMEMBERED ? work.knownStates().wallet(id) : null;
            if (held == null) {
                unknown.add(id);
            } else {
                wallets.put(owner, held);
            }
        });
        if (!unknown.isEmpty()) {
            load(unknown);
        }
    }

    private void load(List<Long> users) {
        Map<Long, Wallet> found = new HashMap<>();
        Map<Long, Long> lastCredits = new HashMap<>();
        work.query(
                reading == Reading.LOCKED ? work.statements().lockWallets : work.statements().readWallets,
                row -> {
                    long user = row.getLong(1);
                    UserOpenId owner = LoadedBatch.required(openIds, user);
                    found.put(user, new Wallet(owner, Address.ofPayload(row.getBytes(2)), Satoshis.of(row.getLong(3))));
                    long last = row.getLong(4);
                    if (!row.wasNull()) {
                        lastCredits.put(user, last);
                    }
                },
                Column.numbers(users));
        Map<Long, CreditChain> credits = lastCredits.isEmpty() ? Map.of() : loadCredits(lastCredits);
        found.forEach((user, wallet) ->
                wallets.put(wallet.owner(), new Held(wallet, credits.getOrDefault(user, CreditChain.NONE))));
    }

    /** The chains that end with these payments, by the users to whose wallets they were credited. */
    private Map<Long, CreditChain> loadCredits(Map<Long, Long> lastCredits) {
        Map<Long, SortedMap<Long, CreditChain>> before = new HashMap<>();
        work.query(
                work.statements().credits,
                row -> before.put(row.getLong(1), CreditsCodec.decode(row.getBytes(2))),
                Column.numbers(Set.copyOf(lastCredits.values())));
        Map<Long, CreditChain> chains = new HashMap<>();
        lastCredits.forEach((user, last) -> chains.put(
                user,
                LoadedBatch.required(LoadedBatch.required(before, last), user).plus(new PaymentId(last))));
        return chains;
    }
}
