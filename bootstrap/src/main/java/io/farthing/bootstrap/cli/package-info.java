/** The command line: what the operator types, and what is answered in sentences and exit codes. */
@NullMarked
package io.farthing.bootstrap.cli;

import org.jspecify.annotations.NullMarked;
