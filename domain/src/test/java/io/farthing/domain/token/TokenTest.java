package io.farthing.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTest {

    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final SecretDigest DIGEST = new Secret("token").digest();
    private static final UserOpenId USER = new UserOpenId("ann");
    private static final Optional<AppId> APP = Optional.of(new AppId("shop"));

    @Test
    void aTokenIsExpiredFromItsEndOn() {
        Token token = new Token(DIGEST, TokenPurpose.SESSION, USER, Optional.empty(), END);

        assertThat(token.isExpired(Instant.MIN)).isFalse();
        assertThat(token.isExpired(END.minusNanos(1))).isFalse();
        assertThat(token.isExpired(END)).isTrue();
        assertThat(token.isExpired(END.plusNanos(1))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void onlyASessionBelongsToNoApp(TokenPurpose purpose) {
        boolean isSession = purpose == TokenPurpose.SESSION;
        Optional<AppId> right = isSession ? Optional.empty() : APP;
        Optional<AppId> wrong = isSession ? APP : Optional.empty();

        assertThat(new Token(DIGEST, purpose, USER, right, END).app()).isEqualTo(right);
        assertThatIllegalArgumentException().isThrownBy(() -> new Token(DIGEST, purpose, USER, wrong, END));
    }
}
