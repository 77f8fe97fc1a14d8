/** What keeps a server's memory and threads from being taken by a few kinds of costly work. */
@NullMarked
package io.farthing.web.load;

import org.jspecify.annotations.NullMarked;
