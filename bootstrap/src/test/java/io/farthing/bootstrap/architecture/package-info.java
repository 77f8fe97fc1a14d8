/** The walls between the rooms, as rules over the compiled classes. */
@NullMarked
package io.farthing.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
