/** How passwords are hashed. */
@NullMarked
package io.farthing.web.password;

import org.jspecify.annotations.NullMarked;
