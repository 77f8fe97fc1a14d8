package io.farthing.bootstrap.server;

import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that everything is kept in. */
final class DataFolder {

    private DataFolder() {}

    /** Makes the folder when it is missing: for its owner only, because password hashes are kept in it. Returns it. */
    static Path prepare(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return folder;
        } catch (IOException | UnsupportedOperationException e) {
            throw new Failure(
                    "The data folder " + folder + " cannot be made (" + e.getMessage()
                            + "): set data-dir to one that can, or make it yourself.",
                    e);
        }
    }
}
