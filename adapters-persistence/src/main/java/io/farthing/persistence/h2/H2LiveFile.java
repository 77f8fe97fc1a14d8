package io.farthing.persistence.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.h2.util.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that H2 has open, in which the newest commit is found after a crash. Thread-safe.
 *
 * <p>Every commit is a chunk of the file. To find the last one H2 begins with the chunk that the header names, or with the
 * one at the end of the file, and goes on to where each chunk says that the next one will be. When a chunk is written
 * somewhere else, into the room of one that is not needed any more, H2 writes the header, too, but names the chunk
 * before it (version 2.5.252 and earlier ones): so after a crash it does not find that chunk, nor those after it, and
 * goes back by up to twenty commits. Here the header names the chunk that was just written.
 *
 * <p>The header is in the file twice, and only the first of the two is changed. Should it get to the disk before the
 * chunk that it names, then H2 cannot read that chunk and takes the second header, which names one that is on the disk:
 * if it is not forced yet, that is done before the header is written.
 *
 * <p>What could not be forced is written once more before it is forced again, and when the file is opened again before
 * anything is read from it: an operating system that could not write something may not know any more that it is not on the
 * disk.
 *
 * <p>When H2 cannot write, or cannot read what it needs for that, its store is closed before H2 hears of it, as far as
 * it is one of ours. Otherwise threads would wait for each other for ever: the one that writes has locked the store,
 * and would lock the database next to close it; every other thread that executes a statement would close the database,
 * too, and locks the two the other way round.
 */
final class H2LiveFile extends H2Channel {

    private static final Logger LOG = LoggerFactory.getLogger(H2LiveFile.class);

    /** How many chunks may be in the file that are not forced: fewer than H2 keeps. */
    private static final int MOST_UNFORCED = H2Databases.VERSIONS_KEPT - 1;

    /** How much may be in the file that is not forced; more is forced before anything is written, as it is in memory, too. */
    private static final long MOST_UNFORCED_BYTES = 16 << 20;

    /** The files that a database of this process has locked, by their names. */
    private static final Map<String, H2LiveFile> LOCKED = new ConcurrentHashMap<>();

    /** Why files could not be written, by their names, until they are opened anew. */
    private static final Map<String, IOException> LOST = new ConcurrentHashMap<>();

    /** What was not forced when files were closed, by their names, until it is. */
    private static final Map<String, Left> LEFT = new ConcurrentHashMap<>();

    private final String name;
    private final FilePath file;
    private final Optional<OpenedFile> opened;
    private volatile long lockedNanos;
    private volatile @Nullable MVStore store;

    private final UnforcedChanges unforced = new UnforcedChanges();

    /** Whether some of that could not be forced when it was to be. */
    private volatile boolean hasFailed;

    /** Stands for the last write, of something else than the header, that may be in the file. */
    private final AtomicReference<Object> written = new AtomicReference<>(new Object());

    // H2 writes chunks and header under one lock.
    private volatile @Nullable H2Chunk newest;

    H2LiveFile(String name, FileChannel channel, FilePath file, Optional<OpenedFile> opened) {
        super(channel);
        this.name = name;
        this.file = file;
        this.opened = opened;
    }

    /** From now on the file of this store closes it when it cannot be written. */
    static void closeWhenLost(MVStore store) {
        H2LiveFile live = locked(store.getFileStore().getFileName());
        if (live != null && live.store == null) {
            live.store = store;
        }
    }

    /**
     * Tells later whether any chunk has been written into the file of this store since this call, or may yet be. If not, no
     * commit that began after it is in there: a chunk that broke off halfway is none for H2.
     */
    static BooleanSupplier mayWriteFromNowOn(MVStore store) {
        H2LiveFile live = locked(store.getFileStore().getFileName());
        if (live == null) {
            return () -> true;
        }
        Object before = live.written.get();
        return () -> live.isOpen() || live.written.get() != before;
    }

    /** Closes a store as it is. */
    static void close(MVStore store, Throwable why) {
        H2VersionUse.waitForNone(store);
        try {
            store.closeImmediately();
        } catch (RuntimeException | AssertionError e) { // H2 asserts that nobody else is closing it.
            why.addSuppressed(e);
        }
    }

    /** Why a file could not be written when it was open last. H2 tells it only to whoever was writing. */
    static Optional<IOException> whyLost(String file) {
        return Optional.ofNullable(LOST.get(nameOf(file)));
    }

    /** Whether a database of this process has had a file locked for that long. */
    static boolean isLockedFor(String file, Duration time) {
        H2LiveFile live = locked(file);
        return live != null && System.nanoTime() - live.lockedNanos >= time.toNanos();
    }

    /** Closes a file, so that it can be opened anew; whoever had it open notices when next he uses it. */
    static void close(String file) {
        H2LiveFile live = locked(file);
        if (live != null) {
            try {
                live.close();
            } catch (IOException e) {
                LOG.warn("{} could not be closed", file, e);
            }
        }
    }

    /** The file that a database of this process has locked under a name, or else the one that is there; if it can be told. */
    static Optional<OpenedFile> openedAs(String file) throws IOException {
        H2LiveFile live = locked(file);
        return live == null ? OpenedFile.at(FilePath.get(file)) : live.opened;
    }

    private static @Nullable H2LiveFile locked(String file) {
        return LOCKED.get(nameOf(file));
    }

    /** One name for every way to write it. */
    static String nameOf(String file) {
        return FilePath.get(file).toString();
    }

    // To write a commit H2 may have to read, too, and takes that for a failure to write. Whoever just reads has not
    // locked the store, and must not wait for it: he may have locked something that others want who have.
    @Override
    void unread(IOException failure) {
        boolean isWriting = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(MVStore.class.getName())
                        && frame.getMethodName().equals("storeNow")));
        if (isWriting) {
            lost(failure);
        }
    }

    // A thread of H2's own has not locked the store, but is waited for by one that has.
    @Override
    void lost(IOException failure) {
        if (LOCKED.get(name) == this) { // Whoever comes later is told only that it is closed.
            LOST.putIfAbsent(name, failure);
        }
        MVStore written = store;
        if (written != null && !Utils.isBackgroundThread()) {
            close(written, failure);
        }
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        FileLock lock = super.tryLock(position, size, shared);
        if (lock != null) {
            lockedNanos = System.nanoTime();
            makeAgainWhatWasLeft();
            LOST.remove(name);
            LOCKED.put(name, this);
        }
        return lock;
    }

    // Before H2 reads anything. Whoever has changed the file meanwhile has not seen what was left, or made it his.
    private void makeAgainWhatWasLeft() throws IOException {
        Left left = LEFT.get(name);
        if (left == null) {
            return;
        }
        if (file.lastModified() != left.modifiedMillis()) {
            LOG.warn("{} was changed by others since it failed here; what could not be forced is left as it is", name);
            LEFT.remove(name);
            return;
        }
        UnforcedChanges changes = left.changes();
        try {
            makeAgain(changes);
        } catch (IOException e) {
            leave(changes);
            throw e;
        }
        LEFT.remove(name);
        LOG.info("Wrote {} bytes into {} once more and forced them to the disk", changes.bytes(), name);
    }

    private void leave(UnforcedChanges changes) {
        LEFT.put(name, new Left(changes, file.lastModified()));
    }

    @Override
    protected void implCloseChannel() throws IOException {
        if (LOCKED.remove(name, this) && !unforced.isEmpty()) {
            leave(unforced);
        }
        super.implCloseChannel();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // As H2Channel says.
    public int write(ByteBuffer source, long position) throws IOException {
        int length = source.remaining();
        H2Chunk last = newest;
        if (H2Chunk.isHeader(source, position)) {
            forceBefore(2);
            putHeader(last == null ? source : last.namedIn(source), position);
        } else {
            H2Chunk written = H2Chunk.of(source, position);
            if (written != null) {
                forceBefore(MOST_UNFORCED);
            }
            put(source, position, written != null);
            if (written != null && (last == null || written.version() >= last.version())) {
                newest = written;
            }
        }
        return length;
    }

    private void put(ByteBuffer source, long position, boolean isChunk) throws IOException {
        byte[] copy = copy(source);
        Object write = new Object();
        Object before = written.getAndSet(write);
        try {
            writeFully(source, position);
        } catch (ClosedChannelException e) {
            throw e; // Whoever is interrupted is told this even when all of it is in the file.
        } catch (IOException e) {
            written.compareAndSet(write, before);
            throw e;
        }
        unforced.written(copy, position, isChunk);
    }

    // Noted first: of a header that breaks off in the middle the first copy is of no use any more, and the second
    // one names a commit of long ago. So it is written whole before anything is read again. And noted once more
    // when it is there: what another thread forces meanwhile need not contain all of it.
    private void putHeader(ByteBuffer source, long position) throws IOException {
        byte[] header = copy(source);
        unforced.written(header, position, false);
        writeFully(source, position);
        unforced.written(header, position, false);
    }

    private static byte[] copy(ByteBuffer source) {
        byte[] copy = new byte[source.remaining()];
        source.get(source.position(), copy);
        return copy;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        super.implTruncate(size);
        unforced.cut(size);
    }

    // Whatever H2 writes without being asked to force it, as for a transaction that is rolled back, counts, too.
    private void forceBefore(int chunks) throws IOException {
        if (unforced.chunks() >= chunks || unforced.bytes() > MOST_UNFORCED_BYTES) {
            force(false);
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        long before = unforced.now();
        try {
            if (hasFailed) {
                makeAgain(unforced);
            } else {
                super.force(metaData);
            }
        } catch (IOException e) {
            hasFailed = true;
            throw e;
        }
        hasFailed = false;
        unforced.forced(before);
    }

    /** What was not forced when a file was closed that had been changed last at that time. */
    private record Left(UnforcedChanges changes, long modifiedMillis) {}
}
