package io.farthing.application.port.out;

import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/**
 * The users.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface UserStore {

    /**
     * Adds a user and their wallet.
     *
     * @return whether the user was added; false when another user has the name, compared by {@link UserName#key()}, or
     *     another wallet the address
     * @throws IllegalStateException when the open id is there already
     */
    boolean add(User user, Optional<PasswordHash> password, Wallet wallet);

    /** The user of that open id. */
    Optional<User> find(UserOpenId openId);

    /** The user of that name, compared by {@link UserName#key()}. */
    Optional<User> find(UserName name);

    /** The hash of the user's password; nothing when there is no such user or the user has none. */
    Optional<PasswordHash> password(UserOpenId openId);
}
