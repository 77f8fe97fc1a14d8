/** Services that keep to no rule. */
@NullMarked
package io.farthing.bootstrap.architecture.violation.application.service;

import org.jspecify.annotations.NullMarked;
