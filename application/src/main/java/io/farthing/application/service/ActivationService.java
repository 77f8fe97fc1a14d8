package io.farthing.application.service;

import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.Activation.Answer;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Has users asked, and takes their answers. Thread-safe. */
final class ActivationService implements AnswerActivation {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Randomness randomness;

    /** The service on a storage. */
    ActivationService(UnitOfWork unitOfWork, InstantSource clock, Randomness randomness) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.randomness = randomness;
    }

    @Override
    public Optional<Activation> open(App app, WebUri redirectUri, UserOpenId user) {
        Instant now = clock.instant();
        ActivationId id = new ActivationId(randomness.id());
        Activation activation = new Activation(id, app.id(), user, redirectUri, Answer.NONE, now.plus(LIFETIME));
        return unitOfWork.write(stores -> stores.apps()
                .find(app.id())
                .filter(asking -> isAnswerable(activation, asking, now))
                .map(asking -> {
                    stores.activations().add(activation);
                    return activation;
                }));
    }

    @Override
    public Optional<Request> find(ActivationId id, UserOpenId user) {
        Instant now = clock.instant();
        return unitOfWork.read(stores -> stores.activations()
                .find(id)
                .filter(activation -> activation.user().equals(user))
                .flatMap(activation -> stores.apps()
                        .find(activation.app())
                        .map(app -> new Request(activation, app, isAnswerable(activation, app, now)))));
    }

    @Override
    public Optional<WebUri> approve(ActivationId id, UserOpenId user, SpendingLimits limits) {
        return unitOfWork.write(stores -> approve(stores, id, user, limits));
    }

    /** The same, as a part of a unit of work. */
    Optional<WebUri> approve(Stores stores, ActivationId id, UserOpenId user, SpendingLimits limits) {
        Instant now = clock.instant();
        return answer(stores, id, user, Answer.APPROVED, now)
                .filter(request -> request.open() || areInForce(stores, request.activation(), limits))
                .map(request -> {
                    if (request.open()) {
                        authorize(stores, request.activation(), limits);
                    }
                    return request.activation().redirectUri();
                });
    }

    // Who approves again with lower limits, as in another tab, or when the consent has ended, must not believe that
    // these limits count.
    private static boolean areInForce(Stores stores, Activation activation, SpendingLimits limits) {
        return stores.authorizations()
                .findActive(activation.user(), activation.app())
                .filter(active -> active.limits().equals(limits))
                .isPresent();
    }

    @Override
    public Optional<WebUri> refuse(ActivationId id, UserOpenId user) {
        Instant now = clock.instant();
        return unitOfWork.write(stores -> answer(stores, id, user, Answer.REFUSED, now)
                .map(request -> request.app()
                        .profile()
                        .refuseUrl()
                        .orElse(request.activation().redirectUri())));
    }

    // What is returned is as it was before the answer: still open, unless the same has been said already.
    private static Optional<Request> answer(
            Stores stores, ActivationId id, UserOpenId user, Answer answer, Instant now) {
        Optional<Activation> activation =
                stores.activations().lock(id).filter(found -> found.user().equals(user));
        // The app is looked at again: it may have been stopped, or its redirect URIs changed, since it asked.
        Optional<Request> request = activation
                .filter(found -> found.takes(answer, now))
                .flatMap(found -> stores.apps()
                        .find(found.app())
                        .filter(asking -> mayAsk(asking, found))
                        .map(asking -> new Request(found, asking, found.isOpen(now))));
        request.filter(Request::open)
                .ifPresent(open -> stores.activations().update(open.activation().answered(answer)));
        return request;
    }

    private static boolean isAnswerable(Activation activation, App app, Instant now) {
        return activation.isOpen(now) && mayAsk(app, activation);
    }

    private static boolean mayAsk(App app, Activation activation) {
        return !app.suspended() && app.profile().redirectUris().allow(activation.redirectUri());
    }

    // The one consent ends in the moment in which the other begins: when nothing more can be drawn under the first.
    private void authorize(Stores stores, Activation activation, SpendingLimits limits) {
        Optional<Authorization> replaced = stores.authorizations().lockActive(activation.user(), activation.app());
        Instant now = clock.instant();
        replaced.ifPresent(earlier -> stores.authorizations().update(earlier.end(Standing.REPLACED), now));
        stores.authorizations()
                .add(Authorization.approved(
                        stores.authorizations().nextId(), activation.user(), activation.app(), limits, now));
    }
}
