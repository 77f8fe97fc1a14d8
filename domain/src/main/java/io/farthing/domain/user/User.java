package io.farthing.domain.user;

import java.time.Instant;

/**
 * A person with a wallet.
 *
 * @param openId how apps know the person
 * @param name how the person logs in
 * @param createdAt when the person joined
 */
public record User(UserOpenId openId, UserName name, Instant createdAt) {}
