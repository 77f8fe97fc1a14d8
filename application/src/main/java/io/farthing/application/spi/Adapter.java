package io.farthing.application.spi;

import com.google.inject.Module;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An adapter that is open: its module for the injector, and, where it has them, what closes it, where it is, and how it
 * is. Immutable; each method that adds something yields a new one.
 */
public final class Adapter implements AutoCloseable {

    private final Module module;
    private final Optional<String> location;
    private final Supplier<Optional<String>> check;
    private final Runnable close;

    private Adapter(Module module, Optional<String> location, Supplier<Optional<String>> check, Runnable close) {
        this.module = module;
        this.location = location;
        this.check = check;
        this.close = close;
    }

    /** An adapter with nothing to close, nowhere in particular, and always well. */
    public static Adapter of(Module module) {
        return new Adapter(module, Optional.empty(), Optional::empty, () -> {});
    }

    /** Says where its data are, or whom it talks to, for the operator. Holds no secret. */
    public Adapter at(String place) {
        return new Adapter(module, Optional.of(place), check, close);
    }

    /**
     * Contributes to the readiness of the server.
     *
     * @param problem yields what keeps the adapter from working now, in a few words for the operator, or nothing.
     *     Thread-safe; returns soon, within a second at most; what it throws counts as a problem
     */
    public Adapter checkedBy(Supplier<Optional<String>> problem) {
        return new Adapter(module, location, problem, close);
    }

    /**
     * Says how it is closed.
     *
     * @param release called once, when nothing of the platform uses the adapter any more
     */
    public Adapter closedBy(Runnable release) {
        return new Adapter(module, location, check, release);
    }

    /** What binds the ports that the provider promised. */
    public Module module() {
        return module;
    }

    /** Where its data are, or whom it talks to, if it said so. */
    public Optional<String> location() {
        return location;
    }

    /** What keeps it from working now, if anything does. Thread-safe. */
    public Optional<String> problem() {
        return check.get();
    }

    /** Releases what it holds. Whoever opened it calls this once. */
    @Override
    public void close() {
        close.run();
    }
}
