package io.farthing.persistence.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.jspecify.annotations.Nullable;

/**
 * A commit in a file of H2, as it is told by its own beginning and by the file's header: lines of keys and values, numbers
 * in hexadecimal digits. Immutable. Source: {@code MVStore} and {@code Chunk} of H2 2.5.252.
 *
 * @param id its number, in digits
 * @param version the version of the store that it is, higher for later ones
 * @param block where it is in the file, in blocks of 4096 bytes
 */
record H2Chunk(String id, long version, long block) {

    private static final int BLOCK_BYTES = 4096;

    /** The header is in the file twice. */
    private static final int HEADERS_BYTES = 2 * BLOCK_BYTES;

    private static final int MAX_TEXT_BYTES = 1024;

    private static final byte[] START = "chunk:".getBytes(StandardCharsets.ISO_8859_1);
    private static final Pattern CHUNK = Pattern.compile("(?:^|,)chunk:(\\p{XDigit}+)");
    private static final Pattern BLOCK = Pattern.compile("(?:^|,)block:(\\p{XDigit}+)");
    private static final Pattern VERSION = Pattern.compile("(?:^|,)version:(\\p{XDigit}+)");
    private static final Pattern CHECKSUM = Pattern.compile(",fletcher:\\p{XDigit}+$");

    /** Whether the header is what is to be written there. */
    static boolean isHeader(ByteBuffer source, long position) {
        return position == 0 && source.remaining() == HEADERS_BYTES;
    }

    /** The chunk that is to be written there; null if it is something else. The buffer is left as it is. */
    static @Nullable H2Chunk of(ByteBuffer source, long position) {
        for (int i = 0; i < START.length; i++) {
            if (source.remaining() <= i || source.get(source.position() + i) != START[i]) {
                return null;
            }
        }
        String text = line(source);
        Matcher chunk = CHUNK.matcher(text);
        Matcher version = VERSION.matcher(text);
        return chunk.find() && version.find()
                ? new H2Chunk(chunk.group(1), Long.parseLong(version.group(1), 16), position / BLOCK_BYTES)
                : null;
    }

    /** The same header, but if its first copy names an earlier chunk, it names this one. Empties {@code source}. */
    ByteBuffer namedIn(ByteBuffer source) {
        ByteBuffer header = ByteBuffer.allocate(source.remaining()).put(source).flip();
        String text = line(header);
        Matcher version = VERSION.matcher(text);
        if (version.find() && Long.parseLong(version.group(1), 16) < this.version) {
            String changed = CHECKSUM.matcher(text).replaceFirst("");
            changed = replace(CHUNK, changed, id);
            changed = replace(BLOCK, changed, Long.toHexString(block));
            changed = replace(VERSION, changed, Long.toHexString(this.version));
            byte[] bytes = changed.getBytes(StandardCharsets.ISO_8859_1);
            int checksum = DataUtils.getFletcher32(bytes, 0, bytes.length);
            byte[] first = new byte[BLOCK_BYTES];
            byte[] complete = (changed + ",fletcher:" + Integer.toHexString(checksum) + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(complete, 0, first, 0, complete.length);
            header.put(0, first);
        }
        return header;
    }

    private static String replace(Pattern entry, String text, String value) {
        Matcher found = entry.matcher(text);
        return found.find() ? text.substring(0, found.start(1)) + value + text.substring(found.end(1)) : text;
    }

    private static String line(ByteBuffer source) {
        byte[] bytes = new byte[Math.min(source.remaining(), MAX_TEXT_BYTES)];
        source.get(source.position(), bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).stripTrailing();
    }
}
