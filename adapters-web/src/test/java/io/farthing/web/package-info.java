/** Tests of the server, through HTTP. */
@NullMarked
package io.farthing.web;

import org.jspecify.annotations.NullMarked;
