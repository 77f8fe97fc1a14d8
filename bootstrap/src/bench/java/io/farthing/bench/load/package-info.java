/** Load over real HTTP, from a process of its own that is light enough to share two cores with what it measures. */
@NullMarked
package io.farthing.bench.load;

import org.jspecify.annotations.NullMarked;
