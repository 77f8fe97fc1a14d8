/** Adapters that stand for those of others: in jars that the tests build, and as objects. */
@NullMarked
package io.farthing.bootstrap.adapters;

import org.jspecify.annotations.NullMarked;
