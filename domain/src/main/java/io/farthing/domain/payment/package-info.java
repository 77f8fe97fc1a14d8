/** Payments: what an app asks for, what is decided, what is recorded. */
@NullMarked
package io.farthing.domain.payment;

import org.jspecify.annotations.NullMarked;
