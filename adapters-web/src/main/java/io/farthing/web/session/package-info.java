/** Who sits at the browser: cookies, log-ins, and the proof that a form was sent from a page of ours. */
@NullMarked
package io.farthing.web.session;

import org.jspecify.annotations.NullMarked;
