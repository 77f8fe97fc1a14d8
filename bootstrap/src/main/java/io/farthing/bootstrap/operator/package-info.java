/** The operator API, as its clients see it. */
@NullMarked
package io.farthing.bootstrap.operator;

import org.jspecify.annotations.NullMarked;
