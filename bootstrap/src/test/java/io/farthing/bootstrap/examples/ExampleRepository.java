package io.farthing.bootstrap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A local repository of Maven for examples: our artifacts, installed as {@code mvn install} would. Everything else comes
 * from the local repository of whoever runs this build, where it is there already, and from where that build gets it.
 *
 * <p>The user's own local repository isn't written to: a snapshot that is left behind there would be taken by somebody
 * else's build for ours.
 */
final class ExampleRepository {

    private static final String GROUP = "io/farthing";

    private final Path folder;
    private final Path settings;

    ExampleRepository(Path folder) {
        this.folder = folder;
        this.settings = folder.resolveSibling("settings.xml");
    }

    /** What Maven has to be told so that it uses this. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Dmaven.repo.local=" + folder);
        arguments.add("-gs");
        arguments.add(settings.toString());
        Optional.ofNullable(System.getProperty("maven.user.settings"))
                .map(text -> text.replaceFirst("^file: ", ""))
                .filter(file -> Files.exists(Path.of(file)))
                .ifPresent(file -> arguments.addAll(List.of("-s", file)));
        if (System.getProperty("maven.offline", "").equals("offline: true")) {
            arguments.addAll(List.of("-o", "-Daether.offline.protocols=file"));
        }
        return arguments;
    }

    /** Puts the artifacts of the modules of the project at {@code root} in, in place of earlier ones. */
    void install(Path root) throws IOException {
        Document parent = read(root.resolve("pom.xml"));
        String version = text(parent.getDocumentElement(), "version").orElseThrow();
        install(root, parent, version);
        NodeList modules = parent.getElementsByTagName("module");
        for (int i = 0; i < modules.getLength(); i++) {
            Path module = root.resolve(modules.item(i).getTextContent().strip());
            install(module, read(module.resolve("pom.xml")), version);
        }
        Files.writeString(settings, settings());
    }

    private void install(Path module, Document pom, String version) throws IOException {
        String artifact = text(pom.getDocumentElement(), "artifactId").orElseThrow();
        String name = artifact + "-" + version;
        Path target =
                Files.createDirectories(folder.resolve(GROUP).resolve(artifact).resolve(version));
        replace(module.resolve("pom.xml"), target.resolve(name + ".pom"));
        boolean isJar =
                text(pom.getDocumentElement(), "packaging").orElse("jar").equals("jar");
        if (isJar) {
            Path jar = module.resolve("target").resolve(name + ".jar");
            assertThat(jar)
                    .as("the artifact, which is packaged before examples are built")
                    .exists();
            replace(jar, target.resolve(name + ".jar"));
            Path tests = module.resolve("target").resolve(name + "-tests.jar");
            if (Files.exists(tests)) {
                replace(tests, target.resolve(name + "-tests.jar"));
            }
        }
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    // Maven asks the repositories of a profile before Central. What it finds in somebody's local repository it copies.
    // Those of the installation, which this takes the place of, are set aside: whoever needs a mirror or a proxy has it
    // in their own settings, which stay in force.
    private static String settings() {
        String known = Optional.ofNullable(System.getProperty("maven.local.repository"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".m2", "repository"))
                .toUri()
                .toString();
        String repository = "<id>already-here</id><url>" + known + "</url>"
                + "<releases><checksumPolicy>ignore</checksumPolicy></releases>"
                + "<snapshots><enabled>false</enabled></snapshots>";
        return "<settings><profiles><profile><id>examples</id>"
                + "<repositories><repository>" + repository + "</repository></repositories>"
                + "<pluginRepositories><pluginRepository>" + repository + "</pluginRepository></pluginRepositories>"
                + "</profile></profiles>"
                + "<activeProfiles><activeProfile>examples</activeProfile></activeProfiles></settings>";
    }

    private static Document read(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }

    private static Optional<String> text(Element element, String child) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(child)) {
                return Optional.of(node.getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
