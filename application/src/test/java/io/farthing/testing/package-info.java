/** Tools for tests of every module that have nothing to do with payments. */
@NullMarked
package io.farthing.testing;

import org.jspecify.annotations.NullMarked;
