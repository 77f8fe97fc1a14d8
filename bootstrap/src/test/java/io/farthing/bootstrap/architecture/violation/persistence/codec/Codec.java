package io.farthing.bootstrap.architecture.violation.persistence.codec;

import java.sql.ResultSet;

/** A form of stored values that knows where they are stored. */
record Codec(ResultSet row) {}
