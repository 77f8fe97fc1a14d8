/** What the payment engine promises, with a storage that fails on demand. */
@NullMarked
package io.farthing.application.service.payment;

import org.jspecify.annotations.NullMarked;
