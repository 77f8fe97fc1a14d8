package io.farthing.domain.activation;

import io.farthing.domain.app.AppId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;

/**
 * One request of an app to be authorized, open until the user approves or refuses it or its time is over.
 *
 * @param id its number
 * @param app which app asks
 * @param user who is asked
 * @param redirectUri where the app wants the browser back; checked against the app's registered ones
 * @param answer what the user said
 * @param expiresAt the first moment at which it can no longer be answered
 */
public record Activation(
        ActivationId id, AppId app, UserOpenId user, WebUri redirectUri, Answer answer, Instant expiresAt) {

    /** What the user said. */
    public enum Answer {
        /** Nothing yet. */
        NONE,
        /** Yes, within limits. */
        APPROVED,
        /** No. */
        REFUSED
    }

    /** Whether the user can still answer. */
    public boolean isOpen(Instant now) {
        return answer == Answer.NONE && now.isBefore(expiresAt);
    }

    /** Whether the user can say this: the first answer, or the same once more, as long as it can be answered. */
    public boolean takes(Answer given, Instant now) {
        return (answer == Answer.NONE || answer == given) && now.isBefore(expiresAt);
    }

    /** The activation with the user's answer. */
    public Activation answered(Answer given) {
        return new Activation(id, app, user, redirectUri, given, expiresAt);
    }
}
