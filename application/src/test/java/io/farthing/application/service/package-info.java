/** What the use cases promise, on the storage in memory. */
@NullMarked
package io.farthing.application.service;

import org.jspecify.annotations.NullMarked;
