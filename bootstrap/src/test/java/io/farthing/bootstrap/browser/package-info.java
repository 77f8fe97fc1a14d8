/** The pages, as a person with a browser meets them. */
@NullMarked
package io.farthing.bootstrap.browser;

import org.jspecify.annotations.NullMarked;
