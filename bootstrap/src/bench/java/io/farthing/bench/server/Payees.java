package io.farthing.bench.server;

import io.farthing.domain.address.Address;

/** Who is paid. */
public enum Payees {
    /** Those whose wallets are somewhere else. */
    ELSEWHERE {
        @Override
        public Address address(int payer, int which) {
            return Population.recipient(payer, which);
        }
    },
    /** Other users, whose wallets are credited. */
    HERE {
        @Override
        public Address address(int payer, int which) {
            return Population.wallet((payer + which * DISTANCE) % Population.USERS);
        }
    };

    // Those who pay in one batch, and those who are paid in it, are different users for the most part.
    private static final int DISTANCE = 300;

    /** The address of one of the two whom the user pays, 1 or 2. */
    public abstract Address address(int payer, int which);
}
