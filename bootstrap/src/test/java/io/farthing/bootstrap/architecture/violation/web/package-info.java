/** Pages that keep to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.web;

import org.jspecify.annotations.NullMarked;
