package io.farthing.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** All texts of the pages in one language. Thread-safe: nothing changes once it is loaded. */
public final class Messages {
    private static final Messages ENGLISH = new Messages(Language.ENGLISH);
    private static final Messages CHINESE = new Messages(Language.CHINESE);

    private final Properties texts;
    private final DateTimeFormatter dateTime;

    private Messages(Language language) {
        this.texts = load("messages_" + language.tag() + ".properties");
        this.dateTime = DateTimeFormatter.ofPattern(text("format.date-time"), Locale.forLanguageTag(language.tag()))
                .withZone(ZoneOffset.UTC);
    }

    /** The texts in that language. */
    public static Messages in(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case CHINESE -> CHINESE;
        };
    }

    /**
     * The text of that key with the arguments in its places. A number chooses between singular and plural; everything
     * else is put in as it is. Throws {@link NullPointerException} when there is no such text.
     */
    public String text(String key, Object... arguments) {
        String pattern = Objects.requireNonNull(texts.getProperty(key), key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }

    /** A moment, to the minute, in UTC. */
    public String dateTime(Instant moment) {
        return dateTime.format(moment);
    }

    private static Properties load(String name) {
        Properties loaded = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            loaded.load(new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the texts of the pages in " + name, e);
        }
        return loaded;
    }
}
