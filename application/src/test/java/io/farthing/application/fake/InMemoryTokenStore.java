package io.farthing.application.fake;

import io.farthing.application.port.out.TokenStore;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import java.time.Instant;
import java.util.Optional;

/** Tokens in memory. */
final class InMemoryTokenStore implements TokenStore {

    private final InMemoryState state;

    InMemoryTokenStore(InMemoryState state) {
        this.state = state;
    }

    @Override
    public void add(Token token) {
        InMemoryState.require(state.users, token.user());
        token.app().ifPresent(app -> InMemoryState.require(state.apps, app));
        InMemoryState.add(state.tokens, token.digest(), token);
    }

    @Override
    public Optional<Token> find(SecretDigest digest, TokenPurpose purpose) {
        return Optional.ofNullable(state.tokens.get(digest)).filter(token -> token.purpose() == purpose);
    }

    @Override
    public Optional<Token> take(SecretDigest digest, TokenPurpose purpose) {
        Optional<Token> token = find(digest, purpose);
        token.ifPresent(found -> state.tokens.remove(digest));
        return token;
    }

    @Override
    public int removeExpired(Instant moment) {
        int before = state.tokens.size();
        state.tokens.values().removeIf(token -> token.expiresAt().isBefore(moment));
        return before - state.tokens.size();
    }
}
