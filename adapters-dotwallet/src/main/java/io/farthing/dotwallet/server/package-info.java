/**
 * The endpoints of the DotWallet Open Platform: a driving adapter that turns requests into use cases and their results
 * into codes. {@link io.farthing.dotwallet.server.DotWalletServerModule} is its entrance.
 */
@NullMarked
package io.farthing.dotwallet.server;

import org.jspecify.annotations.NullMarked;
