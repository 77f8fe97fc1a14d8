package io.farthing.persistence.h2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.Driver;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.disk.FilePathDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paths of files that H2 opens as {@link H2LiveFile}s. H2 makes one for every path that begins with {@link #SCHEME}, as
 * those of our own databases do; a host that lends us its own H2 has it opened like that, too. Thread-safe.
 *
 * <p>A file that is not there yet is made for its owner only.
 */
public final class H2FilePath extends FilePathWrapper {

    /** What the path of such a file begins with, before a colon. */
    public static final String SCHEME = "farthing";

    private static final Logger LOG = LoggerFactory.getLogger(H2FilePath.class);

    // Password hashes are kept in it, wherever it is.
    private static final FileAttribute<?> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final boolean HAS_OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** The files that are opened anew only if they are still the same, by their names. */
    private static final Map<String, OpenedFile> KEPT = new ConcurrentHashMap<>();

    /** For H2; nobody else makes one. */
    public H2FilePath() {}

    /** Lets Java know of H2, and H2 of the scheme, for as long as this process runs. Idempotent. */
    public static void register() {
        // Java itself looks for drivers only once, where the thread that happens to be the first has its classes from.
        Driver.load();
        FilePath.register(new H2FilePath());
    }

    /** Why a file could not be written when it was open last. H2 tells it only to whoever was writing. */
    public static Optional<IOException> whyLost(String file) {
        return H2LiveFile.whyLost(file);
    }

    /**
     * The file that a database of this process has open, unless it cannot be told from others. Until it is let go of,
     * no other one is opened under its name, and none is made: what its owner has in memory belongs to that one.
     */
    static Optional<OpenedFile> keep(String file) throws IOException {
        Optional<OpenedFile> opened = H2LiveFile.openedAs(file);
        opened.ifPresent(kept -> KEPT.put(H2LiveFile.nameOf(file), kept));
        return opened;
    }

    /** Takes back {@link #keep}. Idempotent. */
    static void letGo(String file) {
        KEPT.remove(H2LiveFile.nameOf(file));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        OpenedFile kept = KEPT.get(toString());
        if (kept != null) {
            kept.requireInPlace();
        }
        FilePath file = getBase().unwrap();
        if (!mode.equals("r") && file instanceof FilePathDisk && !file.exists() && HAS_OWNERS) {
            create(Path.of(file.toString()));
        }
        FileChannel channel = getBase().open(mode);
        try {
            return new H2LiveFile(toString(), channel, file, OpenedFile.at(file));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    // H2 makes the folder of a file that is not there before it opens that. A renamed one could not be named back then.
    @Override
    public void createDirectory() {
        for (OpenedFile kept : KEPT.values()) {
            try {
                kept.requireInPlaceIfIn(getBase());
            } catch (IOException e) {
                throw DbException.convertIOException(e, toString());
            }
        }
        super.createDirectory();
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, OWNERS_ONLY);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("Another process has made {} at the same time", file, e);
        }
        forceName(file.toAbsolutePath());
    }

    // To force a file does not force the folder that it is found in, nor those above that may be as new.
    private static void forceName(Path file) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            try (FileChannel names = FileChannel.open(folder)) {
                names.force(true);
            } catch (IOException e) {
                LOG.debug("{} cannot be forced to the disk", folder, e);
            }
        }
    }
}
