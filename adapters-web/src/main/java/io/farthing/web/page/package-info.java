/** What all pages share: language, frame, security headers, problems. */
@NullMarked
package io.farthing.web.page;

import org.jspecify.annotations.NullMarked;
