/**
 * Events for whoever embeds a platform: noticed where the stores are written to, kept in the same unit of work, told after
 * it. Where nobody listens, none of this is there.
 */
@NullMarked
package io.farthing.application.service.event;

import org.jspecify.annotations.NullMarked;
