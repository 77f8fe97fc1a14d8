/**
 * The forms in which columns keep what databases have no types for: small numbers for words ({@link
 * io.farthing.persistence.codec.Codes}), and bytes for recipients, events and the places of a payment in the chains of
 * the wallets that it credits ({@code …Codec}, with {@link io.farthing.persistence.codec.CreditChain}). Knows the
 * domain, and never a database: what is kept is what these classes say, whichever one keeps it.
 *
 * <p>For the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.codec;

import org.jspecify.annotations.NullMarked;
