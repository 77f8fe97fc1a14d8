package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.TOKENS;
import static io.farthing.persistence.jooq.Tables.USERS;

import io.farthing.application.port.out.TokenStore;
import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.domain.token.Token;
import io.farthing.domain.token.TokenPurpose;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.codec.Codes;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.Optional;

/** Tokens in a database. */
final class JooqTokenStore implements TokenStore {

    private final Work work;

    JooqTokenStore(Work work) {
        this.work = work;
    }

    @Override
    public void add(Token token) {
        byte[] digest = token.digest().bytes();
        if (work.toRead().fetchExists(TOKENS, TOKENS.DIGEST.eq(digest))) {
            throw new IllegalStateException(token.digest() + " is there already");
        }
        long user = work.userId(token.user());
        Optional<Long> app = token.app().map(work::appId);
        work.toWrite()
                .insertInto(TOKENS)
                .set(TOKENS.DIGEST, digest)
                .set(TOKENS.PURPOSE, Codes.of(token.purpose()))
                .set(TOKENS.USER_ID, user)
                .set(TOKENS.APP, app.orElse(null))
                .set(TOKENS.EXPIRES_AT_MS, token.expiresAt().toEpochMilli())
                .execute();
    }

    @Override
    public Optional<Token> find(SecretDigest digest, TokenPurpose purpose) {
        return work.toRead()
                .select(USERS.OPEN_ID, APPS.APP_ID, TOKENS.EXPIRES_AT_MS)
                .from(TOKENS)
                .join(USERS)
                .on(USERS.ID.eq(TOKENS.USER_ID))
                .leftJoin(APPS)
                .on(APPS.ID.eq(TOKENS.APP))
                .where(TOKENS.DIGEST.eq(digest.bytes()))
                .and(TOKENS.PURPOSE.eq(Codes.of(purpose)))
                .fetchOptional(row -> new Token(
                        digest,
                        purpose,
                        new UserOpenId(row.value1()),
                        Optional.ofNullable(row.value2()).map(AppId::new),
                        Instant.ofEpochMilli(row.value3())));
    }

    @Override
    public Optional<Token> take(SecretDigest digest, TokenPurpose purpose) {
        // Several may find it, but its row is removed once.
        return find(digest, purpose)
                .filter(token -> work.toWrite()
                                .deleteFrom(TOKENS)
                                .where(TOKENS.DIGEST.eq(digest.bytes()))
                                .execute()
                        == 1);
    }

    @Override
    public int removeExpired(Instant moment) {
        return work.toWrite()
                .deleteFrom(TOKENS)
                .where(TOKENS.EXPIRES_AT_MS.lt(moment.toEpochMilli()))
                .execute();
    }
}
