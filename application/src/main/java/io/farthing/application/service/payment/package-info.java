/** The payment engine: many waiting orders, one durable commit. */
@NullMarked
package io.farthing.application.service.payment;

import org.jspecify.annotations.NullMarked;
