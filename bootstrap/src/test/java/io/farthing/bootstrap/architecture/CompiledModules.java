package io.farthing.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of all modules; the build has compiled the others before this one's tests run. */
final class CompiledModules {

    private static final List<String> MODULES =
            List.of("domain", "application", "adapters-dotwallet", "adapters-web", "adapters-persistence", "bootstrap");

    private CompiledModules() {}

    static JavaClasses main() {
        return read("classes");
    }

    /** The tests, and everything that they may come to. */
    static JavaClasses tests() {
        return read("classes", "test-classes");
    }

    static JavaClasses violations() {
        return new ClassFileImporter().importPackages(CompiledModules.class.getPackageName() + ".violation");
    }

    private static JavaClasses read(String... folders) {
        return new ClassFileImporter()
                .withImportOption(CompiledModules::isWrittenByUs)
                .importPaths(MODULES.stream()
                        .flatMap(module -> Stream.of(folders)
                                .map(folder -> Path.of("..", module, "target", folder)
                                        .toAbsolutePath()
                                        .normalize()))
                        .toList());
    }

    // The classes of the tables and of the templates are generated: they follow other rules.
    private static boolean isWrittenByUs(Location location) {
        return !location.contains("/io/farthing/persistence/jooq/")
                && !location.contains("/io/farthing/web/templates/");
    }
}
