package io.farthing.domain.event;

import io.farthing.domain.app.AppId;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;

/**
 * Whom an event is about, and when it happened.
 *
 * @param user the user who pays, or who consented
 * @param app the app that draws, or that was authorized
 * @param at when it was decided, to the millisecond, by the clock of the platform
 */
public record Occasion(UserOpenId user, AppId app, Instant at) {}
