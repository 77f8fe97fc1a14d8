package io.farthing.dotwallet.client;

import io.farthing.application.port.out.WalletPages;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Field;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Log-in and consent on the pages of a remote DotWallet. The remote appends only {@code code} to where the browser comes
 * back to, so whatever else has to come back is in the query of the redirect URI from the beginning. Thread-safe.
 */
@Singleton
public final class DotWalletPages implements WalletPages {

    private static final Logger LOG = LoggerFactory.getLogger(DotWalletPages.class);

    // Nobody knows yet who they are.
    private static final String EVERYBODY = "";

    private final RemoteCalls remote;

    @Inject
    DotWalletPages(RemoteCalls remote) {
        this.remote = remote;
    }

    @Override
    public Optional<WebUri> logIn(WebUri returnTo) {
        return remote.page("get_code", returnTo);
    }

    @Override
    public Optional<WebUri> consent(WebUri returnTo) {
        return remote.page("set_pay_config", returnTo);
    }

    @Override
    public CompletableFuture<Identification> identify(Secret code) {
        return remote.post(EVERYBODY, "access_token", remote.newBody().put(Field.CODE.key(), code.value()))
                .thenCompose(reply -> reply.fold(
                        answered -> tokens(answered), notSent -> lost(notSent.why()), unclear -> lost(unclear.why())));
    }

    private CompletableFuture<Identification> tokens(Reply.Answered answered) {
        if (answered.code() != 0) {
            return CompletableFuture.completedFuture(refused(answered));
        }
        JsonNode token = answered.data().path(Field.ACCESS_TOKEN.key());
        if (!token.isString()) {
            return lost("the wallet gave no access token");
        }
        return remote.get(EVERYBODY, "get_user_info", Field.ACCESS_TOKEN, new Secret(token.stringValue()))
                .thenCompose(reply -> reply.fold(
                        info -> CompletableFuture.completedFuture(user(info)),
                        notSent -> lost(notSent.why()),
                        unclear -> lost(unclear.why())));
    }

    private static Identification refused(Reply.Answered answered) {
        boolean isBadCode = RemoteCodes.of(answered.code())
                .filter(code -> code == ErrorCode.CODE_BAD
                        || code == ErrorCode.CODE_MISSING
                        || code == ErrorCode.LOG_IN_NOT_CONSENTED)
                .isPresent();
        if (isBadCode) {
            return new NotIdentified();
        }
        LOG.warn("the wallet does not tell who has logged in: it answered {}", answered.code());
        return new Unreachable();
    }

    private static Identification user(Reply.Answered info) {
        Optional<UserOpenId> openId = Optional.of(info.data().path(Field.USER_OPEN_ID.key()))
                .filter(value -> info.code() == 0 && value.isString())
                .flatMap(value -> UserOpenId.parse(value.stringValue()));
        if (openId.isEmpty()) {
            LOG.warn("the wallet does not tell who has logged in: it answered {}", info.code());
            return new Unreachable();
        }
        Optional<Address> address =
                Address.parse(info.data().path(Field.USER_ADDRESS.key()).asString(""));
        if (address.isEmpty()) {
            LOG.warn(
                    "the wallet does not tell where the user {} is paid: it gave no user_address that can be used",
                    openId.get());
            return new Unreachable();
        }
        return new Identified(
                openId.get(), info.data().path(Field.USER_NAME.key()).asString(""), address.get());
    }

    private static CompletableFuture<Identification> lost(String why) {
        LOG.warn("the wallet does not tell who has logged in: {}", why);
        return CompletableFuture.completedFuture(new Unreachable());
    }
}
