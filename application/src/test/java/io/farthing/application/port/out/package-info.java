/**
 * The contracts of the driven ports: every adapter passes them, and so do the fakes. Each is an interface of tests that
 * an implementation adopts by saying where it is; a number in a test's name is the rule's.
 */
@NullMarked
package io.farthing.application.port.out;

import org.jspecify.annotations.NullMarked;
