package io.farthing.domain.authorization;

import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;

/**
 * The two between whom an authorization is, and each payment under it.
 *
 * @param user who consents and pays
 * @param app which is authorized and draws
 */
public record Parties(UserOpenId user, AppId app) {}
