package io.farthing.bootstrap.config;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.secret.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns what was written into a value of the setting's type. What cannot be read throws {@link
 * IllegalArgumentException}, whose message says what would be right and completes "the setting must be …".
 */
final class ValueReader {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final Set<Class<?>> BUILT_IN = Set.of(
            boolean.class,
            int.class,
            String.class,
            Duration.class,
            Path.class,
            Satoshis.class,
            WebUri.class,
            Secret.class);

    private ValueReader() {}

    static Object read(SettingDefinition definition, String text) {
        Class<?> type = definition.type();
        if (!definition.choices().isEmpty()) {
            return choice(definition, text);
        } else if (type == int.class) {
            return Math.toIntExact(number(definition, text));
        } else if (type == Satoshis.class) {
            return Satoshis.of(number(definition, text));
        } else if (type == Duration.class) {
            return duration(definition, text);
        } else if (type == Path.class) {
            return path(text);
        } else if (type == WebUri.class) {
            return origin(text);
        } else if (type == Secret.class) {
            return secret(definition, text);
        } else if (type == String.class) {
            return text;
        }
        return parse(definition, text);
    }

    /** Whether there is a way to read values of this type. */
    static boolean isReadable(Class<?> type) {
        return type.isEnum() || BUILT_IN.contains(type) || parser(type).isPresent();
    }

    // Any other type brings its own way: whoever declares such a setting may be an adapter that we know nothing of.
    private static Object parse(SettingDefinition definition, String text) {
        try {
            return parser(definition.type()).orElseThrow().invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            // Whoever wrote the parser did not think of this value.
            throw new IllegalArgumentException("something that can be read", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the parser of " + definition.key() + " is not public", e);
        }
    }

    private static Optional<Method> parser(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals("parse")
                        && Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(type.getModifiers())
                        && method.getReturnType() == type
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
                .findFirst();
    }

    private static Object choice(SettingDefinition definition, String text) {
        int index = definition.choices().indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(String.join(" or ", definition.choices()));
        }
        return definition.type() == boolean.class
                ? index == 0
                : definition.type().getEnumConstants()[index];
    }

    private static long number(SettingDefinition definition, String text) {
        long value = WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (value < definition.min() || value > definition.max()) {
            throw new IllegalArgumentException("a whole number from " + definition.min() + " to " + definition.max());
        }
        return value;
    }

    private static Duration duration(SettingDefinition definition, String text) {
        Matcher matcher = DURATION.matcher(text);
        Optional<Duration> value = matcher.matches()
                ? Optional.of(duration(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
        return value.filter(read -> read.toSeconds() >= definition.min() && read.toSeconds() <= definition.max())
                .orElseThrow(() -> new IllegalArgumentException("a time such as 30s, 15m, 12h or 7d, from "
                        + definition.min() + " to " + definition.max() + " seconds"));
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Secret secret(SettingDefinition definition, String text) {
        if (text.length() < definition.min()) {
            throw new IllegalArgumentException("at least " + definition.min() + " characters long");
        }
        return new Secret(text);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path", e);
        }
    }

    private static WebUri origin(String text) {
        return WebUri.parse(text)
                .filter(uri -> uri.path().isEmpty() && uri.query().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "an origin without a path, such as https://wallet.example or http://localhost:8080"));
    }
}
