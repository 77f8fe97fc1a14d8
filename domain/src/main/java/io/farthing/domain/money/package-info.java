/** Amounts of money: whole satoshis, exact, never negative. */
@NullMarked
package io.farthing.domain.money;

import org.jspecify.annotations.NullMarked;
