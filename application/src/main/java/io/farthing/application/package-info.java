/** The use cases: when something is decided, and in which unit of work. What is decided, the domain says. */
@NullMarked
package io.farthing.application;

import org.jspecify.annotations.NullMarked;
