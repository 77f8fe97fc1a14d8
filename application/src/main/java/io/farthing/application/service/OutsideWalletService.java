package io.farthing.application.service;

import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.application.port.out.OutsideConsent;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.port.out.WalletPages.Identified;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in through the pages of an outside wallet, and has them consent there. Thread-safe. */
final class OutsideWalletService implements UseOutsideWallet {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideWalletService.class);

    private final WalletPages pages;
    private final UnitOfWork unitOfWork;
    private final LogIn logIn;
    private final ActivationService activations;
    private final InstantSource clock;
    private final Randomness randomness;

    /** The service in front of the pages of a wallet. */
    OutsideWalletService(
            WalletPages pages,
            UnitOfWork unitOfWork,
            LogIn logIn,
            ActivationService activations,
            InstantSource clock,
            Randomness randomness) {
        this.pages = pages;
        this.unitOfWork = unitOfWork;
        this.logIn = logIn;
        this.activations = activations;
        this.clock = clock;
        this.randomness = randomness;
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public Optional<WebUri> logInUrl(WebUri returnTo) {
        return pages.logIn(returnTo);
    }

    @Override
    public CompletableFuture<Entry> enter(Secret code) {
        return pages.identify(code)
                .thenApplyAsync(identification -> identification.fold(
                        this::entered, notIdentified -> new Refused(), unreachable -> new Unreachable()));
    }

    @Override
    public Optional<WebUri> askConsent(ActivationId id, UserOpenId user, SpendingLimits limits, WebUri returnTo) {
        Instant now = clock.instant();
        Secret state = randomness.secret();
        Optional<WebUri> page = withState(returnTo, state).flatMap(pages::consent);
        boolean isOpen = activations
                .find(id, user)
                .filter(AnswerActivation.Request::open)
                .isPresent();
        if (!isOpen || page.isEmpty()) {
            return Optional.empty();
        }
        return unitOfWork.write(stores -> {
            stores.outsideConsents().add(new OutsideConsent(state.digest(), id, limits, now.plus(CONSENT_LIFETIME)));
            return page;
        });
    }

    // The state is used up whatever comes of it, unless this fails.
    @Override
    public Optional<WebUri> consented(Secret state, UserOpenId user) {
        Instant now = clock.instant();
        return unitOfWork.write(stores -> stores.outsideConsents()
                .take(state.digest())
                .filter(consent -> now.isBefore(consent.expiresAt()))
                .flatMap(consent -> activations.approve(stores, consent.activation(), user, consent.limits())));
    }

    private static Optional<WebUri> withState(WebUri returnTo, Secret state) {
        String separator = returnTo.query().isEmpty() ? "?" : "&";
        return WebUri.parse(returnTo + separator + "state=" + state.value());
    }

    private Entry entered(Identified identified) {
        Optional<UserOpenId> user = user(identified);
        if (user.isEmpty()) {
            LOG.warn(
                    "the user {} cannot be let in: the wallet says that they are paid under {}, the address of another"
                            + " user",
                    identified.openId(),
                    identified.address());
            return new Unreachable();
        }
        return new Entered(logIn.begin(user.get()));
    }

    // Nothing when the address is another user's.
    private Optional<UserOpenId> user(Identified identified) {
        Instant now = clock.instant();
        // Apps are told this address, and what they have paid to it goes to the person's wallet outside.
        Wallet wallet = new Wallet(identified.openId(), identified.address(), Satoshis.ZERO);
        return unitOfWork.write(stores -> {
            Optional<User> known = stores.users().find(identified.openId());
            if (known.isPresent()) {
                return Optional.of(identified.openId());
            }
            for (UserName name : names(identified)) {
                if (stores.users().add(new User(identified.openId(), name, now), Optional.empty(), wallet)) {
                    return Optional.of(identified.openId());
                }
            }
            // The last name was random, so it is not that.
            return Optional.empty();
        });
    }

    // What others are called already, or cannot be a name here, is told apart by the open id, which nobody else has.
    // Others who know it could be called like that, to keep the person out: so nobody foresees the last name.
    private List<UserName> names(Identified identified) {
        String openId = identified.openId().value();
        String shortId = openId.substring(0, Math.min(8, openId.length()));
        Stream<String> wanted = UserName.parse(identified.name()).stream()
                .flatMap(name -> Stream.of(name.value(), name.value() + " " + shortId));
        return Stream.concat(wanted, Stream.of("user " + shortId, "user " + randomness.id()))
                .flatMap(name -> UserName.parse(name).stream())
                .filter(UserName::isVisible)
                .toList();
    }
}
