/** Reading what clients send. */
@NullMarked
package io.farthing.dotwallet.wire;

import org.jspecify.annotations.NullMarked;
