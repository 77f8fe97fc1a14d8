/** What is measured: servers in processes of their own, their databases, and those who pay. */
@NullMarked
package io.farthing.bench.server;

import org.jspecify.annotations.NullMarked;
