package io.farthing.application.service;

import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.port.out.Stores;
import io.farthing.domain.address.Address;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.Settlement;
import java.util.Optional;

/**
 * Says under which address a user can be paid. A user who was made here has a wallet under an address that stands for an
 * account of our ledger and belongs to no key: where an outside wallet pays, nothing is ever credited to it, and coins that
 * are sent to it are lost. So nobody is told it there. Thread-safe.
 */
final class PayableAddresses {

    private final boolean isLedgerPaying;
    private final UseOutsideWallet outside;

    /** The addresses of a platform whose money moves there, and whose users log in at {@code outside} if it is there. */
    PayableAddresses(Settlement settlement, UseOutsideWallet outside) {
        this.isLedgerPaying = settlement == Settlement.LEDGER;
        this.outside = outside;
    }

    // Who came from the outside wallet has the address that it told, and no password. Where that lets people in, who
    // was made here has one: without it, nobody could ever have logged in.
    Optional<Address> of(Stores stores, Wallet wallet) {
        boolean isPaid = isLedgerPaying
                || (outside.isPresent()
                        && stores.users().password(wallet.owner()).isEmpty());
        return isPaid ? Optional.of(wallet.address()) : Optional.empty();
    }
}
