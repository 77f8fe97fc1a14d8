package io.farthing.bootstrap.server;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.PrivateElements;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterFailure;
import io.farthing.bootstrap.adapters.BrokenAdapter;
import io.farthing.bootstrap.adapters.ListedAdapter;
import io.farthing.bootstrap.adapters.Names;
import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.SelectedAdapter;
import io.farthing.bootstrap.failure.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The adapters that a server uses, open. Opened in the order of their kinds, closed in the opposite order. */
final class OpenAdapters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAdapters.class);

    /** One of them. */
    private record Opened(ListedAdapter<?> listed, Adapter adapter, Module module) {}

    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    private OpenAdapters() {}

    /**
     * Opens them, one after the other.
     *
     * @throws Failure when one cannot be opened, with a sentence that says why; none is left open then
     * @throws ConfigurationProblem when one cannot be opened because of its settings
     */
    static OpenAdapters open(List<SelectedAdapter<?>> selected, AdapterContext context) {
        OpenAdapters adapters = new OpenAdapters();
        try {
            selected.forEach(adapter -> adapters.open(adapter, context));
            return adapters;
        } catch (RuntimeException e) {
            adapters.close();
            throw e;
        }
    }

    /** What binds the ports that they fill. */
    List<Module> modules() {
        return opened.stream().map(Opened::module).toList();
    }

    /** What they are and where, for the operator. */
    List<AdapterInUse> inUse() {
        return opened.stream()
                .map(each -> new AdapterInUse(
                        each.listed().kind(),
                        each.listed().name(),
                        each.adapter().location()))
                .toList();
    }

    /** The first thing that keeps one of them from working, if there is one. Thread-safe. */
    Optional<String> problem() {
        return opened.stream().flatMap(each -> problem(each).stream()).findFirst();
    }

    /** Closes all of them, whatever one of them throws. */
    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            Opened last = opened.remove(i);
            close(last.listed(), last.adapter());
        }
    }

    private static void close(ListedAdapter<?> listed, Adapter adapter) {
        try {
            adapter.close();
        } catch (RuntimeException | Error e) {
            LOG.warn("The {} adapter {} did not close cleanly", listed.kind().key(), listed, e);
        }
    }

    private void open(SelectedAdapter<?> selected, AdapterContext context) {
        ListedAdapter<?> listed = selected.listed();
        LOG.info("The {} is {}", listed.kind().key(), listed);
        try {
            Adapter adapter = selected.open(context);
            // Elements can be looked at before there is an injector, and make a module again.
            List<Element> elements;
            try {
                elements = Elements.getElements(adapter.module());
                requirePortsBound(listed, elements);
            } catch (RuntimeException | Error e) {
                close(listed, adapter);
                throw e;
            }
            opened.add(new Opened(listed, adapter, Elements.getModule(elements)));
        } catch (AdapterFailure e) {
            throw switch (e.category()) {
                case SETTINGS -> new ConfigurationProblem(List.of(String.valueOf(e.getMessage())));
                case OUTSIDE -> new Failure(String.valueOf(e.getMessage()), e);
            };
        } catch (RuntimeException | Error e) {
            throw BrokenAdapter.of(listed.name().value(), listed.origin(), e);
        }
    }

    private static void requirePortsBound(ListedAdapter<?> listed, List<Element> elements) {
        Set<Class<?>> missing = new HashSet<>(listed.ports());
        for (Element element : elements) {
            missing.removeIf(port -> binds(element, Key.get(port)));
        }
        if (!missing.isEmpty()) {
            throw new Failure("The " + listed.kind().key() + " adapter " + listed + " leaves a port unfilled that it"
                    + " promises to fill (" + Names.of(missing) + "): choose another one with the setting "
                    + listed.kind().key() + ", or ask those who made it for a release that does.");
        }
    }

    // The server asks for a port by its type alone: what is bound under an annotation, or hidden, fills nothing.
    private static boolean binds(Element element, Key<?> port) {
        return element instanceof PrivateElements hidden
                ? hidden.getExposedKeys().contains(port)
                : element instanceof Binding<?> binding && binding.getKey().equals(port);
    }

    private static Optional<String> problem(Opened each) {
        try {
            return each.adapter().problem();
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "The {} adapter {} cannot say how it is",
                    each.listed().kind().key(),
                    each.listed(),
                    e);
            return Optional.of("the " + each.listed().kind().key() + " cannot say how it is");
        }
    }
}
