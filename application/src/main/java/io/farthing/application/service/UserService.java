package io.farthing.application.service;

import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.out.PasswordHash;
import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps users and funds their wallets. Thread-safe. */
final class UserService implements ManageUsers {

    private final UnitOfWork unitOfWork;
    private final Optional<PasswordHasher> hasher;
    private final InstantSource clock;
    private final Randomness randomness;
    private final PayableAddresses addresses;

    /**
     * The service on a storage.
     *
     * @param hasher how passwords are kept; without one, users have none
     */
    UserService(
            UnitOfWork unitOfWork,
            Optional<PasswordHasher> hasher,
            InstantSource clock,
            Randomness randomness,
            PayableAddresses addresses) {
        this.unitOfWork = unitOfWork;
        this.hasher = hasher;
        this.clock = clock;
        this.randomness = randomness;
        this.addresses = addresses;
    }

    @Override
    public Optional<User> create(UserName name, Password password) {
        PasswordHasher keeper = hasher.orElseThrow(
                () -> new IllegalStateException("this platform was built without a password hasher"));
        // Hashing takes long, on purpose; no unit of work waits for it.
        return add(name, Optional.of(keeper.hash(password)));
    }

    @Override
    public Optional<User> create(UserName name) {
        return add(name, Optional.empty());
    }

    private Optional<User> add(UserName name, Optional<PasswordHash> hash) {
        if (!name.isVisible()) {
            throw new InvalidInput(
                    "name", "name must have 1 to " + UserName.MAX_LENGTH + " characters, all of them visible");
        }
        User user = new User(new UserOpenId(randomness.id()), name, clock.instant());
        Wallet wallet = new Wallet(user.openId(), randomness.ledgerAddress(), Satoshis.ZERO);
        boolean added = unitOfWork.write(stores -> stores.users().add(user, hash, wallet));
        return added ? Optional.of(user) : Optional.empty();
    }

    @Override
    public Optional<User> find(UserOpenId openId) {
        return unitOfWork.read(stores -> stores.users().find(openId));
    }

    @Override
    public Optional<Overview> overview(UserOpenId openId) {
        return unitOfWork.read(stores -> stores.users().find(openId).map(user -> {
            Wallet wallet = stores.wallets().find(openId).orElseThrow();
            return new Overview(
                    user,
                    wallet,
                    addresses.of(stores, wallet),
                    stores.authorizations().of(openId, MAX_ENDED_AUTHORIZATIONS));
        }));
    }

    @Override
    public FundingResult fund(UserOpenId openId, Satoshis amount, FundingReference reference) {
        if (!amount.isPositive()) {
            throw new InvalidInput("satoshis", "satoshis must be at least 1, not " + amount.value());
        }
        Funding funding = new Funding(reference, openId, amount, clock.instant());
        return unitOfWork.write(stores -> fund(stores, funding));
    }

    private static FundingResult fund(Stores stores, Funding funding) {
        Optional<Wallet> wallet = stores.wallets().lock(funding.user());
        if (wallet.isEmpty()) {
            return FundingResult.USER_UNKNOWN;
        }
        Optional<Funding> earlier = stores.wallets().funding(funding.reference());
        if (earlier.isPresent()) {
            boolean isSame = earlier.get().user().equals(funding.user())
                    && earlier.get().amount().equals(funding.amount());
            return isSame ? FundingResult.ALREADY_FUNDED : FundingResult.REFERENCE_TAKEN;
        }
        // Payments only move what was put in, so with no more than this no wallet can overflow.
        if (funding.amount().exceeds(Satoshis.MAX.minus(stores.wallets().lockTotal()))) {
            return FundingResult.TOO_MUCH;
        }
        stores.wallets().record(funding, wallet.get().credit(funding.amount()));
        return FundingResult.FUNDED;
    }
}
