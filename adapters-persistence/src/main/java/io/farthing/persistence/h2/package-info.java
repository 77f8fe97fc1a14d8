/**
 * What lies around and under an H2 in this process: what its URL may say ({@link io.farthing.persistence.h2.H2Url}),
 * the file behind it ({@link io.farthing.persistence.h2.H2LiveFile}), the databases that connections lead to, one
 * after the other ({@link io.farthing.persistence.h2.H2Databases}), commits that are on the disk ({@link
 * io.farthing.persistence.h2.H2Commits}), statements that stay prepared, and what H2's own exceptions say. Here alone
 * H2's inner classes are known, which may change with every version of it.
 *
 * <p>Never knows what is kept: no use cases, no stores, and of the tables one by its name. For the other rooms of this
 * module only.
 */
@NullMarked
package io.farthing.persistence.h2;

import org.jspecify.annotations.NullMarked;
