package io.farthing.web.wallet;

import io.farthing.domain.authorization.Authorization;

/**
 * An authorization as the wallet's home shows it.
 *
 * @param app to which app
 * @param authorization the authorization
 */
public record AuthorizationCard(AppBadge app, Authorization authorization) {

    /** The text that says how it stands. */
    public String standingKey() {
        return switch (authorization.standing()) {
            case ACTIVE -> "standing.active";
            case REPLACED -> "standing.replaced";
            case REVOKED -> "standing.revoked";
        };
    }
}
