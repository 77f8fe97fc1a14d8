package io.farthing.application.port.out;

import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import java.time.Instant;
import java.util.Optional;

/**
 * Sessions, codes and access tokens, known by the digest of their secret.
 *
 * <p>Part of a unit of work, and used by its thread alone: what is changed here is kept or lost with the rest of it.
 */
public interface TokenStore {

    /** Adds a token; throws {@link IllegalStateException} when its digest is there already. */
    void add(Token token);

    /** The token of that digest and purpose, expired or not. */
    Optional<Token> find(SecretDigest digest, TokenPurpose purpose);

    /** The same, and removes it: of several units of work that take one token, a single one gets it. */
    Optional<Token> take(SecretDigest digest, TokenPurpose purpose);

    /** Removes tokens that expired before {@code moment}; returns how many. */
    int removeExpired(Instant moment);
}
