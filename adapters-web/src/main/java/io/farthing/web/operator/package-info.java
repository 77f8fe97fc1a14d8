/** The operator API: JSON over HTTP with a bearer token. */
@NullMarked
package io.farthing.web.operator;

import org.jspecify.annotations.NullMarked;
