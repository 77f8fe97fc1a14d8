/** What could not be done, told in a sentence. */
@NullMarked
package io.farthing.bootstrap.failure;

import org.jspecify.annotations.NullMarked;
