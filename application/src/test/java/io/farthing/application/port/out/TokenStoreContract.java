package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link TokenStore} does. */
public interface TokenStoreContract extends StorageContract {

    @Test
    default void token1_aTokenIsFoundForItsPurposeOnly() {
        Token session = add("session", TokenPurpose.SESSION, Samples.NOW);
        Token access = add("access", TokenPurpose.ACCESS, Samples.NOW);

        for (TokenPurpose purpose : TokenPurpose.values()) {
            assertThat(find(session.digest(), purpose)).isEqualTo(only(session, purpose));
            assertThat(find(access.digest(), purpose)).isEqualTo(only(access, purpose));
            assertThat(find(Samples.secret("unknown").digest(), purpose)).isEmpty();
        }
    }

    @Test
    default void token2_aDigestIsTakenOnce() {
        add("one", TokenPurpose.SESSION, Samples.NOW);

        assertThatThrownBy(() -> add("one", TokenPurpose.REFRESH, Samples.NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void token3_aTokenIsTakenOnceAndForItsPurposeOnly() {
        Token code = add("code", TokenPurpose.LOG_IN_CODE, Samples.NOW);

        assertThat(take(code.digest(), TokenPurpose.ACCESS)).isEmpty();
        assertThat(take(code.digest(), TokenPurpose.LOG_IN_CODE)).contains(code);
        assertThat(take(code.digest(), TokenPurpose.LOG_IN_CODE)).isEmpty();
        assertThat(find(code.digest(), TokenPurpose.LOG_IN_CODE)).isEmpty();
    }

    @Test
    default void token4_aTokenThatWasTakenIsBackWhenTheWorkFails() {
        Token code = add("code", TokenPurpose.LOG_IN_CODE, Samples.NOW);

        assertThatThrownBy(() -> write(stores -> {
                    stores.tokens().take(code.digest(), code.purpose());
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(find(code.digest(), code.purpose())).contains(code);
    }

    @Test
    default void token5_expiredTokensAreRemovedAndOthersStay() {
        Token early = add("early", TokenPurpose.SESSION, Samples.NOW.minusMillis(1));
        Token exact = add("exact", TokenPurpose.SESSION, Samples.NOW);

        int removed = unitOfWork().write(stores -> stores.tokens().removeExpired(Samples.NOW));

        assertThat(removed).isEqualTo(1);
        assertThat(find(early.digest(), early.purpose())).isEmpty();
        assertThat(find(exact.digest(), exact.purpose())).contains(exact);
    }

    @Test
    default void token6_ofSeveralWhoTakeATokenAtOnceOneGetsIt() {
        Token code = add("code", TokenPurpose.LOG_IN_CODE, Samples.NOW);

        List<Optional<Token>> taken = Threads.collect(6, thread -> take(code.digest(), code.purpose()));

        assertThat(taken.stream().flatMap(Optional::stream)).containsExactly(code);
    }

    @Test
    default void token7_expiredTokensOfEveryPurposeAreRemoved() {
        List<Token> expired = Stream.of(TokenPurpose.values())
                .map(purpose -> add(purpose.name(), purpose, Samples.NOW))
                .toList();

        int removed = unitOfWork().write(stores -> stores.tokens().removeExpired(Samples.NOW.plusMillis(1)));

        assertThat(removed).isEqualTo(expired.size());
        expired.forEach(
                token -> assertThat(find(token.digest(), token.purpose())).isEmpty());
    }

    private Token add(String label, TokenPurpose purpose, Instant expiresAt) {
        return unitOfWork().write(stores -> {
            if (stores.users().find(Samples.user("ann").openId()).isEmpty()) {
                Samples.addUser(stores, "ann", 0);
                Samples.addApp(stores, "shop");
            }
            Optional<AppId> app = purpose == TokenPurpose.SESSION ? Optional.empty() : Optional.of(new AppId("shop"));
            Token token = new Token(
                    Samples.secret(label).digest(), purpose, Samples.user("ann").openId(), app, expiresAt);
            stores.tokens().add(token);
            return token;
        });
    }

    private Optional<Token> find(SecretDigest digest, TokenPurpose purpose) {
        return unitOfWork().read(stores -> stores.tokens().find(digest, purpose));
    }

    private Optional<Token> take(SecretDigest digest, TokenPurpose purpose) {
        return unitOfWork().write(stores -> stores.tokens().take(digest, purpose));
    }

    private static Optional<Token> only(Token token, TokenPurpose purpose) {
        return Stream.of(token).filter(one -> one.purpose() == purpose).findAny();
    }
}
