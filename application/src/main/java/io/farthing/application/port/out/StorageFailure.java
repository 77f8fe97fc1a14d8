package io.farthing.application.port.out;

/** The storage could not do what was asked of it. */
public final class StorageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, and so what can be done about it. */
    public enum Category {
        /** Concurrent units of work stood in each other's way, more often than was retried. Nothing was written. */
        CONFLICT,
        /** The storage cannot be reached, is overloaded, read-only, or has no room. Nothing was written; later it may work. */
        UNAVAILABLE,
        /** The commit was under way when the storage was lost: all of it was written, or nothing. */
        OUTCOME_UNKNOWN,
        /** Anything else: damaged, or a fault of ours. Nothing was written. */
        FAULT
    }

    private final Category category;

    /** A failure of a category, in a sentence for the operator. */
    public StorageFailure(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** What kind of failure it is. */
    public Category category() {
        return category;
    }

    /**
     * Whether it is a matter of time: nothing was written, and once the storage is well again, or others have let go of
     * what they hold, the same works.
     */
    public boolean isPassing() {
        return switch (category) {
            case CONFLICT, UNAVAILABLE -> true;
            case OUTCOME_UNKNOWN, FAULT -> false;
        };
    }
}
