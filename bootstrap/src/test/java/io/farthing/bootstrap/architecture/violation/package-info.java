/**
 * Classes that break the rules on purpose, laid out like the real ones: a rule that finds nothing here can never fail.
 * The package of {@code App} is not null-marked, on purpose too.
 */
@NullMarked
package io.farthing.bootstrap.architecture.violation;

import org.jspecify.annotations.NullMarked;
