package io.farthing.application.fake;

import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.UserStore;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/** Users in memory. */
final class InMemoryUserStore implements UserStore {

    private final InMemoryState state;

    InMemoryUserStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public boolean add(User user, Optional<PasswordHash> password, Wallet wallet) {
        if (find(user.name()).isPresent()) {
            return false;
        }
        boolean isTaken = state.wallets.values().stream()
                .anyMatch(other -> other.address().equals(wallet.address())
                        && !other.owner().equals(wallet.owner()));
        if (isTaken) {
            return false;
        }
        InMemoryState.add(state.users, user.openId(), user);
        InMemoryState.add(state.wallets, wallet.owner(), wallet);
        password.ifPresent(hash -> state.passwords.put(user.openId(), hash));
        return true;
    }

    @Override
    public Optional<User> find(UserOpenId openId) {
        return Optional.ofNullable(state.users.get(openId));
    }

    @Override
    public Optional<User> find(UserName name) {
        return state.users.values().stream()
                .filter(user -> user.name().key().equals(name.key()))
                .findAny();
    }

    @Override
    public Optional<PasswordHash> password(UserOpenId openId) {
        return Optional.ofNullable(state.passwords.get(openId));
    }
}
