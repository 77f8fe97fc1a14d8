package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator token is random, is kept, and belongs to its owner alone. */
class OperatorTokenTest {

    @TempDir
    private Path folder;

    @Test
    void aTokenThatIsSetIsUsedAndNothingIsWritten() {
        Settings settings = Settings.read(
                Map.of("FARTHING_DATA_DIR", folder.toString(), "FARTHING_OPERATOR_TOKEN", "0123456789abcdef"),
                Optional.empty());
        assertThat(OperatorToken.of(settings)).isEqualTo(new Secret("0123456789abcdef"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFirstStartMakesARandomTokenThatOnlyItsOwnerCanRead() throws IOException {
        Secret token = OperatorToken.of(settings());
        assertThat(token.value()).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).isEqualTo(token.value() + "\n");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @Test
    void theNextStartReadsTheSameToken() {
        assertThat(OperatorToken.of(settings())).isEqualTo(OperatorToken.of(settings()));
    }

    @Test
    void aTokenThatOthersCanReadIsRefused() throws IOException {
        OperatorToken.of(settings());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> OperatorToken.of(settings()))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file().toString(), "chmod 600");
    }

    @Test
    void aTokenThatIsCutOffIsRefused() throws IOException {
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file(), "abc\n");
        assertThatThrownBy(() -> OperatorToken.of(settings()))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file().toString(), "too short");
    }

    @Test
    void aTokenThatIsNoTextIsRefused() throws IOException {
        OperatorToken.of(settings());
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> OperatorToken.of(settings()))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file().toString(), "is no text", "delete the file");
    }

    @Test
    void aTokenThatNoHeaderCanCarryIsRefusedAndNotRepeated() throws IOException {
        OperatorToken.of(settings());
        Files.writeString(file(), "clé".repeat(20));
        assertThatThrownBy(() -> OperatorToken.of(settings()))
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file().toString(), "visible characters of ASCII", "delete the file")
                .hasMessageNotContaining("clé");
    }

    @Test
    void aDataFolderIsMadeForItsOwnerAlone() throws IOException {
        Path made = folder.resolve("a/b");
        new DataFolder(made).prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDataFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new DataFolder(file.resolve("below")).prepare())
                .isInstanceOf(Failure.class)
                .hasMessageContainingAll(file.resolve("below").toString(), "data-dir");
    }

    private Path file() {
        return folder.resolve("operator-token");
    }

    private Settings settings() {
        return Settings.read(Map.of("FARTHING_DATA_DIR", folder.toString()), Optional.empty());
    }
}
