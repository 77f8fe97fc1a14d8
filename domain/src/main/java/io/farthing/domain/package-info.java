/**
 * The rules of the platform: what may be paid, decided by pure functions over values.
 */
@NullMarked
package io.farthing.domain;

import org.jspecify.annotations.NullMarked;
