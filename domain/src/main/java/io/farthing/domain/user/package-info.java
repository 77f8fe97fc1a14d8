/** The people whose wallets are drawn on. */
@NullMarked
package io.farthing.domain.user;

import org.jspecify.annotations.NullMarked;
