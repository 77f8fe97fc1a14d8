/** Stand-ins for what is outside, for tests: the storage in memory, and sample data. */
@NullMarked
package io.farthing.application.fake;

import org.jspecify.annotations.NullMarked;
