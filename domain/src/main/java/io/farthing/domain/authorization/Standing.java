package io.farthing.domain.authorization;

/** Whether an authorization is in force. */
public enum Standing {
    /** The app may draw. */
    ACTIVE,
    /** The user approved the same app again, and the newer consent took this one's place. */
    REPLACED,
    /** The user withdrew the consent. */
    REVOKED
}
