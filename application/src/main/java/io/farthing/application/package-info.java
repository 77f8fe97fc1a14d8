/**
 * The use cases, and the ports through which they are reached and reach out.
 */
@NullMarked
package io.farthing.application;

import org.jspecify.annotations.NullMarked;
