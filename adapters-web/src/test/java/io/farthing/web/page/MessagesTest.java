package io.farthing.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern USED = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-z0-9-]+)+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]");

    private final Properties english = texts("en");
    private final Properties chinese = texts("zh-CN");

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    }

    @Test
    void everyTextIsUsedAndEveryUsedTextIsThere() {
        Set<String> used = new TreeSet<>();
        for (String key : keysInSources()) {
            // A problem is named by what its two texts have in common.
            if (key.startsWith("problem.") && english.containsKey(key + ".title")) {
                used.add(key + ".title");
                used.add(key + ".what-to-do");
            } else if (english.containsKey(key)) {
                used.add(key);
            }
        }
        assertThat(used).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    }

    @Test
    void everyTextThatATemplateAsksForIsThere() {
        Pattern asked = Pattern.compile("frame\\.text\\(\"([^\"]+)\"");
        Set<String> keys = sources()
                .flatMap(source -> asked.matcher(source).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(keys).isNotEmpty().isSubsetOf(english.stringPropertyNames());
    }

    @Test
    void bothLanguagesHaveTheSamePlaces() {
        for (String key : english.stringPropertyNames()) {
            assertThat(places(chinese, key)).as(key).isEqualTo(places(english, key));
        }
    }

    @Test
    void noTextIsEmptyOrLosesAnApostrophe() {
        for (Properties texts : Set.of(english, chinese)) {
            for (String key : texts.stringPropertyNames()) {
                assertThat(texts.getProperty(key)).as(key).isNotBlank();
                if (!key.equals("format.date-time")) {
                    assertThat(texts.getProperty(key)).as(key).doesNotContain("'");
                }
            }
        }
    }

    private static Set<String> places(Properties texts, String key) {
        return PLACE.matcher(texts.getProperty(key))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }

    private static Set<String> keysInSources() {
        return sources()
                .flatMap(source -> USED.matcher(source).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> sources() {
        return Stream.of("src/main/java", "src/main/jte").flatMap(folder -> files(Path.of(folder)));
    }

    private static Stream<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(MessagesTest::content).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties texts(String tag) {
        Properties texts = new Properties();
        Path file = Path.of("src/main/resources/io/farthing/web/page/messages_" + tag + ".properties");
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
