/** The endpoints through a real server, on real services over a storage in memory. */
@NullMarked
package io.farthing.dotwallet.server;

import org.jspecify.annotations.NullMarked;
