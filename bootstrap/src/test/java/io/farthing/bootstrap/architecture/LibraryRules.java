package io.farthing.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.util.List;
import java.util.stream.Stream;

/** Each library has its rooms, and is unknown outside of them. */
final class LibraryRules {

    private final String root;

    LibraryRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                confined(Room.PERSISTENCE)
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.jooq..",
                                "org.flywaydb..",
                                "com.zaxxer.hikari..",
                                "org.h2..",
                                "org.postgresql..",
                                "java.sql..",
                                "javax.sql..")
                        .as("SQL is spoken in the persistence adapter only"),
                confined(Room.WEB, Room.DOTWALLET)
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
                        .as("Javalin and the Jetty in it are known to the adapters that answer HTTP only"),
                confined(Room.WEB)
                        .dependOnClassesThat()
                        .resideInAnyPackage("gg.jte..", "io.micrometer..", "com.password4j..")
                        .as("JTE, Micrometer and password hashing stay in the web adapter"),
                confined(Room.WEB, Room.DOTWALLET, Room.BOOTSTRAP)
                        .dependOnClassesThat()
                        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                        .as("JSON is read and written at the edges only"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(Room.BOOTSTRAP.tree(root), Room.SPI.tree(root))
                        .and()
                        .haveNameNotMatching(".*Module(\\$.*)?")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.google.inject..")
                        .as("Guice is known to modules, to the SPI and to those who wire them only"),
                confined(Room.COMMAND_LINE)
                        .dependOnClassesThat()
                        .resideInAPackage("picocli..")
                        .as("picocli stays in the command line"),
                confined(Room.CONFIGURATION)
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.smallrye..", "org.eclipse.microprofile..")
                        .as("SmallRye Config stays in the configuration"),
                confined(Room.LOGGING)
                        .dependOnClassesThat()
                        .resideInAPackage("ch.qos.logback..")
                        .as("Logback is known to nobody but the one who sets it up"));
    }

    private ClassesShould confined(Room... rooms) {
        String[] trees = Stream.of(rooms).map(room -> room.tree(root)).toArray(String[]::new);
        return noClasses().that().resideOutsideOfPackages(trees).should();
    }
}
