package io.farthing.application.spi;

/**
 * An adapter cannot be opened, for a reason that it foresaw. The message is one sentence for the operator: what is wrong,
 * and what to do about it. It holds no secret. The start-up stops with it.
 */
public final class AdapterFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who has to do something about it. */
    public enum Category {
        /** The settings are wrong: nothing was tried, and nothing will help but other settings. */
        SETTINGS,
        /** The outside did not do its part: a file, a database, another server. */
        OUTSIDE
    }

    private final Category category;

    /** A failure that no other fault is behind. */
    public AdapterFailure(Category category, String message) {
        super(message);
        this.category = category;
    }

    /** A failure with the fault behind it. */
    public AdapterFailure(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** Who has to do something about it. */
    public Category category() {
        return category;
    }
}
