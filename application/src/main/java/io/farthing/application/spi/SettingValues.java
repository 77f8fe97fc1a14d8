package io.farthing.application.spi;

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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be written for a setting of a type, see {@link Setting}: the one list of types, and how each of them is read.
 * Thread-safe: no state.
 */
public final class SettingValues {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private static final Set<Class<?>> BUILT_IN = Set.of(
            boolean.class,
            int.class,
            String.class,
            Duration.class,
            Path.class,
            Satoshis.class,
            WebUri.class,
            Secret.class);

    private SettingValues() {}

    /** Whether values of this type can be read. */
    public static boolean isReadable(Class<?> type) {
        return type.isEnum() || BUILT_IN.contains(type) || parser(type).isPresent();
    }

    /** What can be written, for a type that has a few values with names; otherwise nothing. */
    public static List<String> choices(Class<?> type) {
        if (type == boolean.class) {
            return List.of("true", "false");
        }
        return type.isEnum()
                ? Stream.of(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .toList()
                : List.of();
    }

    /**
     * Turns what was written into a value.
     *
     * @param type one that can be read
     * @param min as in {@link Setting#min}
     * @param max as in {@link Setting#max}
     * @param text what was written, without white space around it
     * @throws IllegalArgumentException when that is no value of the type; its message says what would be right, and
     *     completes "the setting must be …"
     */
    public static Object read(Class<?> type, long min, long max, String text) {
        if (!choices(type).isEmpty()) {
            return choice(type, text);
        } else if (type == int.class) {
            return (int) number(Math.max(min, Integer.MIN_VALUE), Math.min(max, Integer.MAX_VALUE), text);
        } else if (type == Satoshis.class) {
            return Satoshis.of(number(Math.max(min, 0), Math.min(max, Satoshis.MAX.value()), text));
        } else if (type == Duration.class) {
            return duration(min, max, text);
        } else if (type == Path.class) {
            return path(text);
        } else if (type == WebUri.class) {
            return origin(text);
        } else if (type == Secret.class) {
            return secret(min, text);
        } else if (type == String.class) {
            return text;
        }
        return parse(type, text);
    }

    // Any other type brings its own way: whoever declares such a setting may be an adapter that we know nothing of.
    private static Object parse(Class<?> type, String text) {
        try {
            return parser(type).orElseThrow().invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            // Whoever wrote the parser did not think of this value.
            throw new IllegalArgumentException("something that can be read", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the parser of " + type.getName() + " is not public", e);
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

    private static Object choice(Class<?> type, String text) {
        List<String> choices = choices(type);
        int index = choices.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(String.join(" or ", choices));
        }
        return type == boolean.class ? index == 0 : type.getEnumConstants()[index];
    }

    private static long number(long least, long most, String text) {
        Optional<Long> value =
                WHOLE_NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
        return value.filter(read -> read >= least && read <= most)
                .orElseThrow(() -> new IllegalArgumentException("a whole number from " + least + " to " + most));
    }

    private static Duration duration(long min, long max, String text) {
        Matcher matcher = DURATION.matcher(text);
        Optional<Duration> value = matcher.matches()
                ? Optional.of(duration(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
        return value.filter(read ->
                        read.compareTo(Duration.ofSeconds(min)) >= 0 && read.compareTo(Duration.ofSeconds(max)) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a time such as 30s, 15m, 12h or 7d, from " + min + " to " + max + " seconds"));
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

    private static Secret secret(long min, String text) {
        if (text.length() < min) {
            throw new IllegalArgumentException("at least " + min + " characters long");
        }
        return new Secret(text);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            boolean isPlain = text.chars().allMatch(letter -> letter < 0x80);
            throw new IllegalArgumentException(
                    isPlain ? "a path" : "a path in letters that the locale has; LC_ALL=C.UTF-8 has all of them", e);
        }
    }

    private static WebUri origin(String text) {
        return WebUri.parse(text)
                .filter(uri -> uri.path().isEmpty() && uri.query().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "an origin without a path, such as https://wallet.example or http://localhost:8080"));
    }
}
