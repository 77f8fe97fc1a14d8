package io.farthing.bootstrap.adapters;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The sources of a plugin, compiled and packed when a test needs the jar: its classes are then nowhere but in the jar.
 *
 * @param name what its provider is called; its class is {@code plugin.Provider}
 * @param kind the constant of the kind
 * @param settings the body of its settings record: components
 * @param members what the provider has beside the usual methods
 * @param spiVersion the version that it says
 * @param ports the expression for what it fills
 * @param open the body of its method {@code open}
 */
public record PluginSource(
        String name, String kind, String settings, String members, String spiVersion, String ports, String open) {

    /** A wallet that binds nothing, like the embedded one. */
    public static PluginSource wallet(String name) {
        return new PluginSource(
                name,
                "WALLET",
                "",
                "",
                "SpiVersion.CURRENT",
                "Set.of()",
                "return Adapter.of(com.google.inject.util.Modules.EMPTY_MODULE);");
    }

    /** A storage in memory. */
    public static PluginSource storage(String name) {
        return new PluginSource(
                name,
                "STORAGE",
                "",
                "",
                "SpiVersion.CURRENT",
                "Set.of(UnitOfWork.class)",
                "UnitOfWork storage = new io.farthing.application.fake.InMemoryUnitOfWork();"
                        + " return Adapter.of(binder -> binder.bind(UnitOfWork.class).toInstance(storage))"
                        + ".at(\"nowhere\");");
    }

    /** With these components in its settings record. */
    public PluginSource withSettings(String components) {
        return new PluginSource(name, kind, components, members, spiVersion, ports, open);
    }

    /** With something more in the class of the provider. */
    public PluginSource withMembers(String more) {
        return new PluginSource(name, kind, settings, more, spiVersion, ports, open);
    }

    /** As if built against this version. */
    public PluginSource withSpiVersion(String version) {
        return new PluginSource(name, kind, settings, members, version, ports, open);
    }

    /** With another way to be opened. */
    public PluginSource withOpen(String body) {
        return new PluginSource(name, kind, settings, members, spiVersion, ports, body);
    }

    /** Makes the jar in a folder, which is made when it is missing. */
    public Path pack(Path folder, String fileName) {
        return pack(folder, fileName, List.of());
    }

    /** Makes the jar, without the classes that are named. */
    public Path pack(Path folder, String fileName, List<String> leftOut) {
        try {
            Files.createDirectories(folder);
            Path classes = Files.createTempDirectory(folder, "classes");
            compile(classes);
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put(
                    "META-INF/services/io.farthing.application.spi.AdapterProvider",
                    "plugin.Provider\n".getBytes(StandardCharsets.UTF_8));
            for (Path file : files(classes)) {
                String entry = classes.relativize(file).toString();
                if (leftOut.stream().noneMatch(entry::contains)) {
                    entries.put(entry, Files.readAllBytes(file));
                }
            }
            return jar(folder.resolve(fileName), entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a jar of these entries. */
    public static Path jar(Path file, Map<String, byte[]> entries) {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path target) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "--release", "17", "-d", target.toString());
        boolean isCompiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        List.of(source("Provider", provider()), source("Helper", helper())))
                .call();
        if (!isCompiled) {
            throw new AssertionError(messages.toString());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static JavaFileObject source(String type, String text) {
        URI uri = URI.create("string:///plugin/" + type + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static String helper() {
        return "package plugin; public final class Helper { public static String help() { return \"help\"; } }";
    }

    private String provider() {
        return """
                package plugin;

                import io.farthing.application.port.out.UnitOfWork;
                import io.farthing.application.spi.*;
                import java.util.Optional;
                import java.util.Set;

                public final class Provider implements AdapterProvider<Provider.Options> {
                    public record Options(%s) {}
                    %s
                    public int spiVersion() { return %s; }
                    public AdapterName name() { return new AdapterName("%s"); }
                    public AdapterKind kind() { return AdapterKind.%s; }
                    public String description() { return "Made by a test."; }
                    public Set<Class<?>> ports() { return %s; }
                    public Class<Options> settings() { return Options.class; }
                    public Adapter open(Options options, AdapterContext context) { %s }
                }
                """.formatted(settings, members, spiVersion, name, kind, ports, open);
    }
}
