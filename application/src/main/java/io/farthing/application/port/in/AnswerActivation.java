package io.farthing.application.port.in;

import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.user.UserOpenId;
import java.util.Optional;

/**
 * Has a user asked whether an app may draw payments, and takes the answer. Thread-safe. An activation is answered once:
 * of several answers, also at the same time, the first one counts. The same answer again, with the same limits, changes
 * nothing and leads to the same place, because people click twice; another one yields nothing.
 */
public interface AnswerActivation {

    /**
     * An activation and who asks.
     *
     * @param activation the activation
     * @param app the app
     * @param open whether the user can still answer
     */
    record Request(Activation activation, App app, boolean open) {}

    /**
     * Begins an activation that the user can answer for an hour; nothing when the app may not have browsers sent to
     * {@code redirectUri}, is suspended or does not exist.
     *
     * @param user somebody who is a user here; not knowing them is the caller's mistake, and fails
     */
    Optional<Activation> open(App app, WebUri redirectUri, UserOpenId user);

    /** The activation of that id, if it is the user's. */
    Optional<Request> find(ActivationId id, UserOpenId user);

    /**
     * The user says yes: an authorization with these limits and nothing spent takes the place of an earlier one, which
     * stays in the history. Said again, it changes nothing.
     *
     * @return where to send the browser; nothing when the activation is not the user's, has waited for too long or
     *     was answered otherwise; nor when it was approved before and these limits are no longer in force; nor when
     *     the app is gone, suspended or no longer allows the redirect URI
     */
    Optional<WebUri> approve(ActivationId id, UserOpenId user, SpendingLimits limits);

    /**
     * The user says no. An earlier authorization stays as it is.
     *
     * @return where to send the browser: the app's refuse URL, or the redirect URI of the activation; nothing as for
     *     {@link #approve}
     */
    Optional<WebUri> refuse(ActivationId id, UserOpenId user);
}
