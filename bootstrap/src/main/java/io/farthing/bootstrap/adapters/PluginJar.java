package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.AdapterProvider;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * A jar in the plugins folder. Its classes see ours and their own, not those of other plugins. Its class loader stays
 * open until the process ends, because classes are loaded when they are needed.
 */
final class PluginJar {

    private PluginJar() {}

    /** The adapters in a jar, at least one; throws {@link Failure} when there is none, or one cannot be used. */
    static List<ListedAdapter<?>> list(Path jar) {
        requireReadable(jar);
        ClassLoader loader =
                new URLClassLoader("plugin " + jar.getFileName(), urls(jar), PluginJar.class.getClassLoader());
        List<ListedAdapter<?>> found = ServiceFiles.list(loader, "the plugin " + jar);
        if (found.isEmpty()) {
            throw new Failure("The plugin " + jar + " holds no adapter of its own, named in META-INF/services/"
                    + AdapterProvider.class.getName()
                    + ": remove it from the folder, or put what it is for on the class path.");
        }
        return found;
    }

    // A class loader would pass over a damaged jar without a word.
    private static void requireReadable(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().forEach(entry -> {});
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    "The plugin " + jar + " cannot be read as a jar (" + e.getMessage()
                            + "): replace it with a complete copy, or remove it.",
                    e);
        }
    }

    private static URL[] urls(Path jar) {
        try {
            return new URL[] {jar.toUri().toURL()};
        } catch (MalformedURLException e) {
            throw new IllegalStateException("every file has a URL", e);
        }
    }
}
