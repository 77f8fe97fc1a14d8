/** What every adapter module offers, as a contract that its provider passes. */
@NullMarked
package io.farthing.application.spi;

import org.jspecify.annotations.NullMarked;
