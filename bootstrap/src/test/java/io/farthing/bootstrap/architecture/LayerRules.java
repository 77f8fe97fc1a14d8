package io.farthing.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Who may know whom. */
final class LayerRules {

    private final String root;

    LayerRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                classes()
                        .that()
                        .resideInAPackage(Room.DOMAIN.tree(root))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", Room.DOMAIN.tree(root))
                        .as("the domain knows the JDK and itself"),
                classes()
                        .that()
                        .resideInAPackage(Room.APPLICATION.tree(root))
                        .and()
                        .resideOutsideOfPackage(Room.SPI.tree(root))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "org.slf4j..",
                                Room.DOMAIN.tree(root),
                                Room.APPLICATION.tree(root))
                        .as("the application knows the domain and a logging API"),
                classes()
                        .that()
                        .resideInAPackage(Room.SPI.tree(root))
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "com.google.inject..",
                                Room.DOMAIN.tree(root),
                                Room.DRIVEN_PORTS.tree(root),
                                Room.SPI.tree(root))
                        .as("the SPI knows the ports, the domain and Guice, and none of the services"),
                noClasses()
                        .that()
                        .resideInAPackage(Room.APPLICATION.tree(root))
                        .and()
                        .resideOutsideOfPackage(Room.SPI.tree(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(Room.SPI.tree(root))
                        .as("services and ports know nothing of the SPI, and so nothing of Guice"),
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.DRIVING_PORTS.tree(root), Room.DRIVEN_PORTS.tree(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(Room.SERVICES.tree(root))
                        .as("ports don't know the services behind them"),
                noClasses()
                        .that()
                        .resideInAnyPackage(Room.WEB.tree(root), Room.DOTWALLET.tree(root), Room.PERSISTENCE.tree(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(Room.SERVICES.tree(root), Room.BOOTSTRAP.tree(root))
                        .as("adapters know the ports, not the services nor who wires them"),
                slices().matching(root + ".(web|dotwallet|persistence)..")
                        .should()
                        .notDependOnEachOther()
                        .as("adapters don't know each other"),
                slices().matching(root + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .as("packages don't know each other in a circle"));
    }
}
