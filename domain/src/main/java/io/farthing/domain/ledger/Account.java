package io.farthing.domain.ledger;

import io.farthing.domain.address.Address;

/** Where money can be: at an address, or outside of what we keep the books of. */
public sealed interface Account {

    /**
     * Money at an address. The account of a user's wallet is the wallet's own address.
     *
     * @param address the address
     */
    record At(Address address) implements Account {}

    /** The outside world, where money comes from when a wallet is funded. */
    record Outside() implements Account {}
}
