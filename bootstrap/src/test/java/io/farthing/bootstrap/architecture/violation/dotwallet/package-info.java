/** Endpoints that keep to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.dotwallet;

import org.jspecify.annotations.NullMarked;
