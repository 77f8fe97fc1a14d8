package io.farthing.domain.token;

/** What a token is good for. A token presented for another purpose does not exist. */
public enum TokenPurpose {
    /** A person is logged in to the wallet's pages. */
    SESSION,
    /** An app may learn once who logged in. */
    LOG_IN_CODE,
    /** An app may ask about the user. */
    ACCESS,
    /** An app may get a new access token. */
    REFRESH
}
