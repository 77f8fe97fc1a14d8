/**
 * What the outside must do for us. Each port has a contract in this artifact's tests, which the in-memory fake and every
 * real adapter pass.
 */
@NullMarked
package io.farthing.application.port.out;

import org.jspecify.annotations.NullMarked;
