package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.AdapterKind;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All adapters that there are. No two of one kind have the same name. Immutable. */
public final class AdapterCatalog {

    /** Where the adapters are that are no plugins. */
    static final String CLASS_PATH = "the class path";

    private final List<ListedAdapter<?>> adapters;
    private final Optional<Path> plugins;

    AdapterCatalog(List<ListedAdapter<?>> adapters, Optional<Path> plugins) {
        this.adapters = List.copyOf(adapters);
        this.plugins = plugins;
        refuseDuplicates();
    }

    /**
     * Those on the class path.
     *
     * @throws Failure when one cannot be used, with a sentence that says what to do
     */
    public static AdapterCatalog ofClassPath() {
        return new AdapterCatalog(onClassPath(), Optional.empty());
    }

    /**
     * Those on the class path and in the jars of a folder.
     *
     * @param plugins the folder; one that is missing is an empty one
     * @throws Failure when it cannot be read, or an adapter cannot be used, with a sentence that says what to do
     */
    public static AdapterCatalog of(Path plugins) {
        List<ListedAdapter<?>> all = new ArrayList<>(onClassPath());
        jars(plugins).forEach(jar -> all.addAll(PluginJar.list(jar)));
        return new AdapterCatalog(all, Optional.of(plugins));
    }

    /** All of them, in the order in which they were found. */
    public List<ListedAdapter<?>> all() {
        return adapters;
    }

    /** Where to put the jars of others, in words for messages: the folder that was looked in, and whether it is there. */
    public String pluginsFolder() {
        return "the plugins folder"
                + plugins.map(folder -> " " + folder.toAbsolutePath() + " (plugins-dir)"
                                + (Files.exists(folder) ? "" : ", which is not there"))
                        .orElse("");
    }

    /** Those that can be chosen for this. */
    public List<ListedAdapter<?>> of(AdapterKind kind) {
        return adapters.stream().filter(adapter -> adapter.kind() == kind).toList();
    }

    private static List<ListedAdapter<?>> onClassPath() {
        return ServiceFiles.list(AdapterCatalog.class.getClassLoader(), CLASS_PATH);
    }

    private static List<Path> jars(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure(
                    "The plugins folder " + folder + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "): let the server read it, or set plugins-dir to another one.",
                    e);
        }
    }

    private void refuseDuplicates() {
        Map<String, ListedAdapter<?>> known = new HashMap<>();
        for (ListedAdapter<?> adapter : adapters) {
            ListedAdapter<?> other = known.put(adapter.kind().key() + " " + adapter.name(), adapter);
            if (other != null) {
                throw new Failure("Two adapters for the " + adapter.kind().key() + " are called " + adapter.name()
                        + ", one in " + other.origin() + " and one in " + adapter.origin() + ": remove one of them.");
            }
        }
    }
}
