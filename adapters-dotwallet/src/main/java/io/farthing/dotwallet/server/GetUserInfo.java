package io.farthing.dotwallet.server;

import io.farthing.application.port.in.ShareIdentity;
import io.farthing.application.port.in.ShareIdentity.Identity;
import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.Refusal;
import jakarta.inject.Inject;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET get_user_info}: who the user is that an access token speaks for. Thread-safe. */
final class GetUserInfo {
    private final ShareIdentity identities;

    @Inject
    GetUserInfo(ShareIdentity identities) {
        this.identities = identities;
    }

    /**
     * The user, and the limits of the active authorization of the asking app: zero satoshi each when there is none.
     * The address is empty where nothing that is paid to one would reach the user.
     * Refuses with 10020 without a token, with 10021 when it is not good.
     */
    ObjectNode find(Fields fields) {
        Secret token = new Secret(fields.require(Field.ACCESS_TOKEN, ErrorCode.ACCESS_TOKEN_MISSING));
        return identities
                .identity(token)
                .map(GetUserInfo::data)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.ACCESS_TOKEN_BAD,
                        "access_token is wrong or expired; get a new one with refresh_access_token"));
    }

    private static ObjectNode data(Identity identity) {
        Optional<SpendingLimits> limits = identity.authorization().map(authorization -> authorization.limits());
        return Envelope.newData()
                .put(Field.USER_OPEN_ID.key(), identity.user().openId().value())
                .put(Field.USER_NAME.key(), identity.user().name().value())
                .put(Field.USER_AVATAR.key(), "")
                .put(
                        Field.USER_ADDRESS.key(),
                        identity.address().map(Address::text).orElse(""))
                .put(Field.PAY_STATUS.key(), limits.isPresent() ? 1 : 0)
                .put(
                        Field.PRE_AMOUNT.key(),
                        limits.map(each -> each.single().value()).orElse(0L))
                .put(
                        Field.TOTAL_AMOUNT.key(),
                        limits.map(each -> each.cumulative().value()).orElse(0L));
    }
}
