package io.farthing.persistence.h2;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.disk.FilePathDisk;
import org.jspecify.annotations.Nullable;

/**
 * A file that H2 has opened, and where it was then. What is written into an open file is on disk, but nobody finds it
 * there once the file was removed, or its path leads to another one. Immutable.
 */
final class OpenedFile {

    private final Path path;
    private final Object key;

    private OpenedFile(Path path, Object key) {
        this.path = path;
        this.key = key;
    }

    /** The file that is there now; none where files cannot be told apart, as on Windows, or are not on a disk. */
    static Optional<OpenedFile> at(FilePath file) throws IOException {
        FilePath real = file.unwrap();
        if (real instanceof FilePathDisk) {
            Path path = Path.of(real.toString());
            return Optional.ofNullable(key(path)).map(key -> new OpenedFile(path, key));
        }
        return Optional.empty();
    }

    /** Throws when its path leads to another file now, or to none. */
    void requireInPlace() throws Misplaced {
        try {
            if (!key.equals(key(path))) {
                throw new Misplaced(path, null);
            }
        } catch (AccessDeniedException e) {
            return; // Whoever may not look cannot say that it is not there, and what is open can still be written.
        } catch (Misplaced e) {
            throw e;
        } catch (IOException e) {
            throw new Misplaced(path, e);
        }
    }

    /** The same, if it was somewhere in that folder. */
    void requireInPlaceIfIn(FilePath folder) throws Misplaced {
        if (path.startsWith(Path.of(folder.unwrap().toString()))) {
            requireInPlace();
        }
    }

    // As long as it is open no other file has the same.
    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** The file is somewhere else, or nowhere. */
    static final class Misplaced extends IOException {

        private static final long serialVersionUID = 1L;

        private Misplaced(Path path, @Nullable IOException cause) {
            super(
                    "the file " + path + " is not the one that was opened: it was moved, removed or replaced."
                            + " Put that one back, and everything goes on; if it was removed, save it before the server"
                            + " is stopped: docs/operating.md says how",
                    cause);
        }
    }
}
