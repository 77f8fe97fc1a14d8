package io.farthing.bootstrap.server;

import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that everything is kept in, for one start of a server. */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private final Path folder;
    private boolean isPrepared;

    DataFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder when it is missing: for its owner only, because password hashes are kept in it. Warns when others
     * can get into one that is there; that may be meant so, and what is in it may be closed to them. Returns it. All of
     * that is done once, however many ask for it.
     */
    synchronized Path prepare() {
        if (!isPrepared) {
            make();
            isPrepared = true;
        }
        return folder;
    }

    private void make() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else if (!isOwnersOnly(folder)) {
                LOG.warn(
                        "Others on this machine can look into the data folder {}, in which password hashes are kept:"
                                + " restrict it with chmod 700",
                        folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Failure(
                    "The data folder " + folder + " cannot be made, because a file is in its place: set data-dir to"
                            + " another one, or move the file away.",
                    e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new Failure(
                    "The data folder " + folder + " cannot be made (" + reason(e)
                            + "): set data-dir to one that can, or make it yourself.",
                    e);
        }
    }

    /** Why something cannot be kept there; Java says of missing permissions no more than the path. */
    static String reason(Exception failure) {
        return failure instanceof AccessDeniedException
                ? "the user that runs this may not write there"
                : String.valueOf(failure.getMessage());
    }

    private static boolean isOwnersOnly(Path folder) throws IOException {
        return !folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                || Files.getPosixFilePermissions(folder).stream()
                        .allMatch(permission -> permission.name().startsWith("OWNER"));
    }
}
