package io.farthing.application.port.in;

import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;

/** What the operator, and a person at sign-up, does with users. Thread-safe. */
public interface ManageUsers {

    /** The most ended authorizations that an {@link Overview} lists. */
    int MAX_ENDED_AUTHORIZATIONS = 200;

    /**
     * A user with everything about their money.
     *
     * @param user who
     * @param wallet their wallet in our ledger
     * @param address under which the user can be paid; nothing where an outside wallet pays that has told none, because
     *     then nothing is ever credited to the wallet's own
     * @param authorizations first every active one, so at most one for each app, then at most
     *     {@link #MAX_ENDED_AUTHORIZATIONS} ended ones; both newest first
     */
    record Overview(User user, Wallet wallet, Optional<Address> address, List<Authorization> authorizations) {}

    /** What a funding did. */
    enum FundingResult {
        /** The wallet has more in it. */
        FUNDED,
        /** The same funding had been made before; nothing changed. */
        ALREADY_FUNDED,
        /** The reference stands for another user or amount; nothing changed. */
        REFERENCE_TAKEN,
        /** There is no such user. */
        USER_UNKNOWN,
        /** All wallets together would hold more than all the money there is; nothing changed. */
        TOO_MUCH
    }

    /**
     * Creates a user with an empty wallet; nothing when the name is taken.
     *
     * @throws InvalidInput when not all of the name is {@linkplain UserName#isVisible visible}
     * @throws IllegalStateException when the platform was built without a way to keep passwords
     */
    Optional<User> create(UserName name, Password password);

    /**
     * Creates a user with an empty wallet who has no password, and so cannot log in; nothing when the name is taken.
     *
     * @throws InvalidInput when not all of the name is {@linkplain UserName#isVisible visible}
     */
    Optional<User> create(UserName name);

    /** The user of that open id. */
    Optional<User> find(UserOpenId openId);

    /** The user with wallet and authorizations, all of one moment. */
    Optional<Overview> overview(UserOpenId openId);

    /**
     * Puts money into a wallet, once for each reference: asked again with the same user, amount and reference it
     * changes nothing. An unknown user is looked at first, then the reference, then what all wallets together can hold;
     * that takes the longer the more wallets there are.
     *
     * @param amount positive; otherwise throws {@link InvalidInput}
     */
    FundingResult fund(UserOpenId openId, Satoshis amount, FundingReference reference);
}
