/** What any text must be before it becomes part of a value. */
@NullMarked
package io.farthing.domain.text;

import org.jspecify.annotations.NullMarked;
