package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DataFolderTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(DataFolder.class);

    @TempDir
    private Path parent;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void capture() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void release() {
        LOG.detachAppender(log);
    }

    @Test
    void missingFolderIsMadeForItsOwnerOnly() throws IOException {
        Path folder = new DataFolder(parent.resolve("some/where")).prepare();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        new DataFolder(folder).prepare();
        assertThat(log.list).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx-----x", "rwxrwxrwx"})
    void folderThatOthersCanLookIntoIsTakenWithOneWarning(String permissions) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));

        DataFolder data = new DataFolder(folder);
        assertThat(data.prepare()).isEqualTo(folder);
        assertThat(data.prepare()).isEqualTo(folder);

        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains(folder.toString(), "chmod 700"));
    }

    @Test
    void whereFilesHaveNoPermissionsThereIsNothingToWarnOf() throws IOException {
        URI archive = URI.create("jar:" + parent.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path folder = Files.createDirectory(files.getPath("/data"));

            assertThat(new DataFolder(folder).prepare()).isEqualTo(folder);
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void missingPermissionIsNotToldByAPathAlone() {
        assertThat(DataFolder.reason(new AccessDeniedException("/data")))
                .isEqualTo("the user that runs this may not write there");
        assertThat(DataFolder.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
    }

    @Test
    void fileInItsPlaceIsRefusedWithAWayOut() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> new DataFolder(file.resolve("data")).prepare())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("set data-dir");
        assertThatThrownBy(() -> new DataFolder(file).prepare())
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file.toString(), "a file is in its place", "set data-dir");
    }
}
