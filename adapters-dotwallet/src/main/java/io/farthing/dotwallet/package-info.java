/**
 * Everything that is DotWallet: the Open Platform endpoints and a client of them.
 */
@NullMarked
package io.farthing.dotwallet;

import org.jspecify.annotations.NullMarked;
