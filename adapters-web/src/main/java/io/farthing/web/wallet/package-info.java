/** The pages of the wallet's user, and the consent screens. */
@NullMarked
package io.farthing.web.wallet;

import org.jspecify.annotations.NullMarked;
