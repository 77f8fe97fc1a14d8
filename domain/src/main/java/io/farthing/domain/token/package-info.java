/** Secrets that stand for a permission: sessions, log-in codes, access tokens. */
@NullMarked
package io.farthing.domain.token;

import org.jspecify.annotations.NullMarked;
