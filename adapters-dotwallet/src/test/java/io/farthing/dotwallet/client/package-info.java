/** Tests of the client of a remote DotWallet, against a remote that misbehaves when it is told to. */
@NullMarked
package io.farthing.dotwallet.client;

import org.jspecify.annotations.NullMarked;
