package io.farthing.bootstrap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.event.PlatformEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code and the events in the documentation of embedding are those that are compiled and tested. */
class EmbeddingDocumentTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final String document = read(ROOT.resolve("docs/embedding.md"));

    @Test
    void everyPieceOfCodeIsInAProgramThatIsTested() throws IOException {
        List<String> programs;
        try (Stream<Path> files = Stream.of(
                        "docs/examples/embedded-metering/src/main",
                        "adapters-web/src/main/java/io/farthing/web/operations")
                .flatMap(folder -> files(ROOT.resolve(folder)))) {
            programs = files.map(file -> withoutIndentation(read(file))).toList();
        }
        List<String> pieces = CODE.matcher(document)
                .results()
                .map(match -> withoutIndentation(match.group(1)))
                .toList();

        assertThat(pieces)
                .hasSizeGreaterThan(5)
                .allSatisfy(piece -> assertThat(programs)
                        .as("a program that contains:%n%s", piece)
                        .anyMatch(program -> program.contains(piece)));
    }

    @Test
    void everyEventIsListed() {
        assertThat(PlatformEvent.class.getPermittedSubclasses())
                .allSatisfy(event -> assertThat(document).contains("| `" + event.getSimpleName() + "` |"));
    }

    private static Stream<Path> files(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
