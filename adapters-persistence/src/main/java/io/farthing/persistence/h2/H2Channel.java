package io.farthing.persistence.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/**
 * A file of H2 that is kept in another one, for those who have to do with what H2 writes. Thread-safe; any number of threads
 * read and write at once, as far as the file behind it lets them.
 *
 * <p>An interrupt closes the file behind this one. Whoever notices has this one closed, too, or H2 would keep it locked.
 */
abstract class H2Channel extends FileBaseDefault {

    private final FileChannel file;

    H2Channel(FileChannel file) {
        this.file = file;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Threads need not wait for each other here.
    public int read(ByteBuffer target, long position) throws IOException {
        try {
            return file.read(target, position);
        } catch (IOException e) {
            closeToo(e);
            unread(e);
            throw e;
        }
    }

    /** What to do when something cannot be read. */
    void unread(IOException failure) {}

    /** Writes all of it into the file behind. */
    final void writeFully(ByteBuffer source, long position) throws IOException {
        orLost(() -> {
            long next = position;
            while (source.hasRemaining()) {
                next += file.write(source, next);
            }
        });
    }

    /** Makes these changes in the file behind once more, and forces them. */
    final void makeAgain(UnforcedChanges changes) throws IOException {
        orLost(() -> changes.makeAgain(file));
    }

    private void orLost(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (IOException e) {
            closeToo(e);
            lost(e);
            throw e;
        }
    }

    /** What to do when something that was to be written is not in the file. */
    void lost(IOException failure) {}

    private void closeToo(IOException failure) throws IOException {
        if (failure instanceof ClosedChannelException) {
            close();
        }
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        orLost(() -> file.truncate(size));
    }

    @Override
    public void force(boolean metaData) throws IOException {
        orLost(() -> file.force(metaData));
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    /** Something that changes the file. */
    private interface Writing {
        void run() throws IOException;
    }
}
