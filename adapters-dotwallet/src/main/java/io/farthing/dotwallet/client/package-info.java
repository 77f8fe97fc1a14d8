/**
 * A remote DotWallet as the wallet that pays: payments, log-in and consent through its Open Platform. What the remote
 * leaves open stays open here.
 */
@NullMarked
package io.farthing.dotwallet.client;

import org.jspecify.annotations.NullMarked;
