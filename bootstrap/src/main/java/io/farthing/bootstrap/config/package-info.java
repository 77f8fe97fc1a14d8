/**
 * What the operator can set: typed records, each setting named, described and given its default in one place.
 */
@NullMarked
package io.farthing.bootstrap.config;

import org.jspecify.annotations.NullMarked;
