package io.farthing.application.port.out;

import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.user.UserOpenId;

/** What a storage has stored, as the rules of several contracts look at it. */
final class Stored {

    private Stored() {}

    /** How many satoshis are in a user's wallet. */
    static long balance(UnitOfWork unitOfWork, UserOpenId user) {
        return unitOfWork
                .read(stores -> stores.wallets().find(user))
                .orElseThrow()
                .balance()
                .value();
    }

    /** How much of an authorization is used up. */
    static Usage usage(UnitOfWork unitOfWork, Authorization authorization) {
        return unitOfWork
                .write(stores -> stores.authorizations().lock(authorization.id()))
                .orElseThrow()
                .usage();
    }
}
