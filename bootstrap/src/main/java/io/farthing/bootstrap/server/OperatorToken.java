package io.farthing.bootstrap.server;

import io.farthing.bootstrap.config.HeaderSecret;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * The token of the operator: the one that was set, or the one in the data folder, which is made at the first start.
 * The file belongs to its owner alone from the moment it exists, and is never seen half written.
 */
final class OperatorToken {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OperatorToken() {}

    static Secret of(Settings settings) {
        return settings.operator()
                .token()
                .map(HeaderSecret::secret)
                .orElseGet(() -> ofFile(settings.data().operatorTokenFile()));
    }

    private static Secret ofFile(Path file) {
        try {
            return Files.exists(file) ? read(file) : make(file);
        } catch (CharacterCodingException e) {
            throw new Failure(
                    "The operator token in " + file + " is no text: delete the file, so that a new token is made.", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new Failure(
                    "The operator token cannot be kept in " + file + " (" + DataFolder.reason(e)
                            + "): make the data folder writable, or set operator.token.",
                    e);
        }
    }

    private static Secret read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (!permissions.isEmpty()) {
            throw new Failure("Others can read or write the operator token in " + file + ": delete the file, so that"
                    + " a new token is made, or restrict it with chmod 600.");
        }
        String token = Files.readString(file).strip();
        if (token.length() < Secret.RANDOM_BYTES) {
            throw new Failure("The operator token in " + file + " is too short to be one: delete the file, so that a"
                    + " new token is made.");
        }
        try {
            return HeaderSecret.parse(token).secret();
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    "The operator token in " + file + " cannot be used, it must be " + e.getMessage()
                            + ": delete the file, so that a new token is made.",
                    e);
        }
    }

    private static Secret make(Path file) throws IOException {
        byte[] random = new byte[Secret.RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        Secret token = Secret.ofRandom(random);
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), "operator-token", ".new", ownerOnly);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((token.value() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return token;
    }
}
