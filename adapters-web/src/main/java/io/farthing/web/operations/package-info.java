/** What those who run the server look at: health and metrics. */
@NullMarked
package io.farthing.web.operations;

import org.jspecify.annotations.NullMarked;
