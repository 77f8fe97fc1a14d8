package io.farthing.dotwallet.server;

import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.ShareIdentity.TokenCheck;
import io.farthing.application.port.in.ShareIdentity.TokenState;
import io.farthing.application.port.in.ShareIdentity.Tokens;
import io.farthing.domain.app.App;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.server.AppAuthentication.IdCodes;
import io.farthing.dotwallet.server.AppAuthentication.SecretCodes;
import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.Refusal;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code access_token}, {@code refresh_access_token} and {@code check_access_token}. Thread-safe. */
final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private static final SecretCodes EXCHANGE_CODES = new SecretCodes(
            new IdCodes(ErrorCode.LOG_IN_APP_ID_MISSING, ErrorCode.LOG_IN_APP_UNKNOWN),
            ErrorCode.LOG_IN_SECRET_MISSING,
            ErrorCode.LOG_IN_SECRET_WRONG);
    private static final IdCodes REFRESH_CODES =
            new IdCodes(ErrorCode.REFRESH_APP_ID_MISSING, ErrorCode.REFRESH_APP_UNKNOWN);

    private final AppAuthentication apps;
    private final ShareIdentity identities;

    @Inject
    AccessTokens(AppAuthentication apps, ShareIdentity identities) {
        this.apps = apps;
        this.identities = identities;
    }

    /**
     * Exchanges a code for tokens, once. Checked in the order 10010, 10012, 10014, 10015, 10016, 10017; 10019 when the
     * tokens cannot be recorded, and then none were handed out.
     */
    ObjectNode exchange(Fields fields) {
        App app = apps.authenticate(fields, EXCHANGE_CODES);
        Secret code = new Secret(fields.require(Field.CODE, ErrorCode.CODE_MISSING));
        return generated(ErrorCode.TOKENS_NOT_GENERATED, () -> identities.exchange(app.id(), code))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.CODE_BAD,
                        "code is wrong, expired, or was used before; send the user to get_code for a new one"));
    }

    /**
     * Exchanges a refresh token for new tokens, once. Checked in the order 10300, 10301, 10302, 10303; 10303 also when
     * the tokens cannot be recorded, and then none were handed out.
     */
    ObjectNode refresh(Fields fields) {
        App app = apps.identify(fields, REFRESH_CODES);
        Secret token = new Secret(fields.require(Field.REFRESH_TOKEN, ErrorCode.REFRESH_TOKEN_MISSING));
        return generated(ErrorCode.REFRESH_FAILED, () -> identities.refresh(app.id(), token))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.REFRESH_FAILED,
                        "refresh_token is wrong, expired, or was used before; send the user to get_code"));
    }

    /**
     * Says whether an access token is good: 1, 0 when there is none such or its app is suspended, −1 when it has expired.
     */
    ObjectNode check(Fields fields) {
        Secret token = new Secret(fields.require(Field.ACCESS_TOKEN, ErrorCode.ACCESS_TOKEN_MISSING));
        TokenCheck check = identities.check(token);
        return Envelope.newData()
                .put(Field.STATUS.key(), status(check.state()))
                .put(Field.EXPIRE_TIME.key(), check.left().toSeconds());
    }

    private static int status(TokenState state) {
        return switch (state) {
            case GOOD -> 1;
            case UNKNOWN -> 0;
            case EXPIRED -> -1;
        };
    }

    /** The answer with the tokens; refuses with {@code notGenerated} when they could not be made. */
    private static Optional<ObjectNode> generated(ErrorCode notGenerated, Supplier<Optional<Tokens>> exchange) {
        try {
            return exchange.get().map(AccessTokens::data);
        } catch (RuntimeException e) {
            LOG.error("tokens could not be generated", e);
            throw new Refusal(
                    notGenerated,
                    "the tokens could not be generated; try again, and if what you exchanged is used up, send the user"
                            + " to get_code");
        }
    }

    private static ObjectNode data(Tokens tokens) {
        return Envelope.newData()
                .put(Field.ACCESS_TOKEN.key(), tokens.access().value())
                .put(Field.EXPIRES_IN.key(), ShareIdentity.ACCESS_LIFETIME.toSeconds())
                .put(Field.REFRESH_TOKEN.key(), tokens.refresh().value());
    }
}
