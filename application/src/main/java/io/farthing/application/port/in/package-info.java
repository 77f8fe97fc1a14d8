/**
 * The use cases, as driving adapters see them. Every one is thread-safe.
 *
 * <p>What a call changes it changes wholly or not at all, and that is on disk when the call returns, or when its future
 * completes. A call that throws has changed nothing, unless the {@link
 * io.farthing.application.port.out.StorageFailure} that it throws says that this is not known.
 */
@NullMarked
package io.farthing.application.port.in;

import org.jspecify.annotations.NullMarked;
