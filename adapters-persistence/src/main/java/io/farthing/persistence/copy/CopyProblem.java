package io.farthing.persistence.copy;

import org.jspecify.annotations.Nullable;

/** A database cannot be copied. The message tells the operator in a sentence why and what to do; it holds no secret. */
public final class CopyProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CopyProblem(String message) {
        this(message, null);
    }

    CopyProblem(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
