/** What has happened on the platform, for those who want to be told: values, and the pure functions that find them. */
@NullMarked
package io.farthing.domain.event;

import org.jspecify.annotations.NullMarked;
