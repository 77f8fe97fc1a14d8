package io.farthing.persistence.copy;

import io.farthing.domain.hash.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds, in 32 bytes: the sum of the SHA-256 of all rows, in words of 64 bits. A sum, because two databases
 * need not read texts in the same order. It finds every accident; it is no proof against somebody who looks for another
 * table with the same sum.
 */
final class RowDigest {

    private final List<CopiedTable.Column> columns;
    private final MessageDigest sha256;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final long[] sum = new long[4];
    private long rows;

    RowDigest(CopiedTable table) {
        this.columns = table.columns();
        this.sha256 = Sha256.begin();
    }

    void add(@Nullable Object[] row) {
        bytes.reset();
        try {
            for (int i = 0; i < row.length; i++) {
                Object value = row[i];
                out.writeBoolean(value != null);
                if (value != null) {
                    columns.get(i).kind().write(value, out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes what is written to it", e);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(bytes.toByteArray()));
        for (int i = 0; i < sum.length; i++) {
            sum[i] += digest.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Whether the other one was made of the same rows, in whatever order. */
    boolean isOfSameRows(RowDigest other) {
        return rows == other.rows && Arrays.equals(sum, other.sum);
    }
}
