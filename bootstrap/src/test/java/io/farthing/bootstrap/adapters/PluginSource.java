package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.AdapterProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The sources of a plugin, compiled and packed when a test needs the jar: its classes are then nowhere but in the jar.
 * They are {@code plugin.Provider} and {@code plugin.Helper}. Immutable.
 */
public final class PluginSource {

    private static final String SERVICE_FILE = "META-INF/services/" + AdapterProvider.class.getName();

    private static final String HELPER =
            "package plugin; public final class Helper { public static String help() { return \"help\"; } }";

    private static final String PROVIDER = """
            package plugin;

            import io.farthing.application.port.out.UnitOfWork;
            import io.farthing.application.port.out.WalletGateway;
            import io.farthing.application.spi.*;
            import io.farthing.domain.payment.Payment;
            import java.time.Duration;
            import java.util.Optional;
            import java.util.Set;
            import java.util.concurrent.CompletableFuture;

            public final class Provider implements AdapterProvider<Provider.Options> {
                public record Options(${SETTINGS}) { public Options { ${CHECK} } }
                ${MEMBERS}
                public int spiVersion() { return ${SPI_VERSION}; }
                public AdapterName name() { return new AdapterName("${NAME}"); }
                public AdapterKind kind() { return AdapterKind.${KIND}; }
                public String description() { return "Made by a test."; }
                public Set<Class<?>> ports() { return ${PORTS}; }
                public Class<Options> settings() { return Options.class; }
                public Adapter open(Options options, AdapterContext context) { ${OPEN} }

                static Adapter idle() {
                    return Adapter.of(binder -> binder.bind(WalletGateway.class).toInstance(new Idle()));
                }

                static final class Idle implements WalletGateway {
                    public Duration patience() { ${PATIENCE} }
                    public CompletableFuture<Answer> pay(Payment payment) {
                        return CompletableFuture.completedFuture(new NotAttempted("idle"));
                    }
                    public CompletableFuture<State> lookUp(Payment payment) {
                        return CompletableFuture.completedFuture(new NotFound());
                    }
                }
            }
            """;

    private enum Part {
        NAME,
        KIND,
        SETTINGS,
        CHECK,
        MEMBERS,
        SPI_VERSION,
        PORTS,
        OPEN,
        PATIENCE,
        SERVICE_FILE
    }

    private final Map<Part, String> parts;

    private PluginSource(Map<Part, String> parts) {
        this.parts = parts;
    }

    /** A wallet that never pays, which {@code idle()} opens. */
    public static PluginSource wallet(String name) {
        return new PluginSource(new EnumMap<>(Part.class))
                .with(Part.NAME, name)
                .with(Part.KIND, "WALLET")
                .with(Part.SPI_VERSION, "SpiVersion.CURRENT")
                .with(Part.PORTS, "Set.of(WalletGateway.class)")
                .with(Part.OPEN, "return idle();")
                .with(Part.PATIENCE, "return Duration.ofSeconds(1);")
                .with(Part.SERVICE_FILE, "plugin.Provider");
    }

    /** A storage in memory. */
    public static PluginSource storage(String name) {
        return wallet(name)
                .with(Part.KIND, "STORAGE")
                .withPorts("Set.of(UnitOfWork.class)")
                .withOpen("""
                        UnitOfWork storage = new io.farthing.application.fake.InMemoryUnitOfWork();
                        return Adapter.of(binder -> binder.bind(UnitOfWork.class).toInstance(storage));
                        """);
    }

    /** With these components in its settings record. */
    public PluginSource withSettings(String components) {
        return with(Part.SETTINGS, components);
    }

    /** With settings that demand something of each other. */
    public PluginSource withCheck(String statements) {
        return with(Part.CHECK, statements);
    }

    /** With something more in the class of the provider. */
    public PluginSource withMembers(String members) {
        return with(Part.MEMBERS, members);
    }

    /** As if built against this version. */
    public PluginSource withSpiVersion(String expression) {
        return with(Part.SPI_VERSION, expression);
    }

    /** With other ports that it promises to fill. */
    public PluginSource withPorts(String expression) {
        return with(Part.PORTS, expression);
    }

    /** With another way to be opened. */
    public PluginSource withOpen(String body) {
        return with(Part.OPEN, body);
    }

    /** With another answer of the wallet when it is asked for its patience. */
    public PluginSource withPatience(String body) {
        return with(Part.PATIENCE, body);
    }

    /** With another class in its service file. */
    public PluginSource withServiceFile(String type) {
        return with(Part.SERVICE_FILE, type);
    }

    /** Makes the jar in a folder, which is made when it is missing. */
    public Path pack(Path folder, String fileName) {
        return pack(folder, fileName, "");
    }

    /** Makes the jar, without the class of that simple name. */
    public Path pack(Path folder, String fileName, String leftOut) {
        try {
            Files.createDirectories(folder);
            Path classes = Files.createTempDirectory(folder, "classes");
            compile(classes);
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put(SERVICE_FILE, parts.get(Part.SERVICE_FILE).getBytes(StandardCharsets.UTF_8));
            for (Path file : files(classes)) {
                if (!file.endsWith(leftOut + ".class")) {
                    entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
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

    private PluginSource with(Part part, String text) {
        Map<Part, String> changed = new EnumMap<>(parts);
        changed.put(part, text);
        return new PluginSource(changed);
    }

    private void compile(Path target) {
        StringWriter messages = new StringWriter();
        List<JavaFileObject> sources = List.of(source("Provider", provider()), source("Helper", HELPER));
        List<String> options = List.of("-proc:none", "--release", "17", "-d", target.toString());
        boolean isCompiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, sources)
                .call();
        if (!isCompiled) {
            throw new AssertionError(messages.toString());
        }
    }

    private String provider() {
        String text = PROVIDER;
        for (Part part : Part.values()) {
            text = text.replace("${" + part + "}", parts.getOrDefault(part, ""));
        }
        return text;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static JavaFileObject source(String type, String text) {
        return new SimpleJavaFileObject(URI.create("string:///plugin/" + type + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
