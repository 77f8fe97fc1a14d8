package io.farthing.web.page;

/** Stops the answer to a request in favour of a page that says what is wrong and what to do. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;

    /**
     * A problem that the person at the browser can do something about.
     *
     * @param status the HTTP status
     * @param key the texts that explain it: {@code <key>.title} and {@code <key>.what-to-do}
     */
    public Problem(int status, String key) {
        super(key);
        this.status = status;
        this.key = key;
    }

    int status() {
        return status;
    }

    String key() {
        return key;
    }
}
