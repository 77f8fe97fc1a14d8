/**
 * The messages of the DotWallet Open Platform as they travel: field names, codes, the envelope of every answer, and
 * reading what a client sent without believing any of it. Nothing here knows an HTTP server or a use case.
 */
@NullMarked
package io.farthing.dotwallet.wire;

import org.jspecify.annotations.NullMarked;
