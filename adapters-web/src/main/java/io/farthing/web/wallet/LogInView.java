package io.farthing.web.wallet;

/**
 * What the log-in form shows.
 *
 * @param name what was typed as the name
 * @param refused whether the attempt before was wrong
 * @param waitSeconds how long to wait before the next attempt; 0 when there is no need to
 */
public record LogInView(String name, boolean refused, long waitSeconds) {
    /** The form before the first attempt. */
    static final LogInView EMPTY = new LogInView("", false, 0);

    static LogInView refused(String name) {
        return new LogInView(name, true, 0);
    }

    static LogInView tooSoon(String name, long seconds) {
        return new LogInView(name, false, seconds);
    }
}
