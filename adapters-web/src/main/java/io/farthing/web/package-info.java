/**
 * The one HTTP server, its pages and sessions, and the operator API.
 */
@NullMarked
package io.farthing.web;

import org.jspecify.annotations.NullMarked;
