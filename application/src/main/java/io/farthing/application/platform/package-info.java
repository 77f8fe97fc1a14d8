/** The entrance for those who run the platform inside a service of their own: without HTTP, Guice and settings files. */
@NullMarked
package io.farthing.application.platform;

import org.jspecify.annotations.NullMarked;
