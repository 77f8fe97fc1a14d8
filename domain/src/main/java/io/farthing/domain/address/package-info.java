/** Addresses in Base58Check, the form in which clients and people write them. */
@NullMarked
package io.farthing.domain.address;

import org.jspecify.annotations.NullMarked;
