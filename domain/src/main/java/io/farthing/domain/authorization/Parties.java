package io.farthing.domain.authorization;

import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;

/**
 * Whom an authorization is from and to, and a payment by and for.
 *
 * @param user who consented
 * @param app to which app
 */
public record Parties(UserOpenId user, AppId app) {}
