/**
 * The two databases, each behind the same {@link io.farthing.persistence.engine.Engine}: how connections to it are
 * made, what a commit and its failure mean, how a statement gets its parameters, and who keeps order numbers. {@link
 * io.farthing.persistence.engine.Failures} says what an error means, {@link io.farthing.persistence.engine.Access}
 * what an engine has to be told.
 *
 * <p>Never knows what is stored, but how many payments there may be. For the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.engine;

import org.jspecify.annotations.NullMarked;
