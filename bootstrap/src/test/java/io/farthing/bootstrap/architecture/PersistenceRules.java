package io.farthing.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.Map.entry;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture.LayerDependencySpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may know whom and what in the persistence adapter, and what others may know of it. */
final class PersistenceRules {

    /** The rooms of the adapter, and what each of them is built upon. */
    private static final Map<Room, Set<Room>> ROOMS = Map.ofEntries(
            entry(Room.PERSISTENCE, Set.of(Room.STORES, Room.TABLES, Room.ENGINES, Room.UNDER_H2)),
            entry(Room.COPYING, Set.of(Room.PERSISTENCE, Room.STORES, Room.TABLES, Room.ENGINES)),
            entry(
                    Room.STORES,
                    Set.of(
                            Room.PAYMENT_PATH,
                            Room.UNITS_OF_WORK,
                            Room.ENGINES,
                            Room.ORDER_NUMBERS,
                            Room.STORED_VALUES)),
            entry(
                    Room.PAYMENT_PATH,
                    Set.of(Room.UNITS_OF_WORK, Room.ENGINES, Room.ORDER_NUMBERS, Room.STATEMENTS, Room.STORED_VALUES)),
            entry(Room.UNITS_OF_WORK, Set.of(Room.ENGINES, Room.ORDER_NUMBERS, Room.STATEMENTS)),
            entry(Room.TABLES, Set.of(Room.ENGINES, Room.UNDER_H2, Room.STORED_VALUES)),
            entry(Room.ENGINES, Set.of(Room.ORDER_NUMBERS, Room.UNDER_H2, Room.STATEMENTS)),
            entry(Room.ORDER_NUMBERS, Set.of(Room.STATEMENTS, Room.STORED_VALUES)),
            entry(Room.UNDER_H2, Set.of(Room.STATEMENTS)),
            entry(Room.STATEMENTS, Set.of()),
            entry(Room.STORED_VALUES, Set.of()));

    private final String root;

    PersistenceRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Room.PERSISTENCE.tree(root))
                        .should()
                        .dependOnClassesThat(resideInAPackage(Room.PERSISTENCE.tree(root))
                                .and(not(resideInAnyPackage(Room.PERSISTENCE.name(root), Room.COPYING.name(root)))))
                        .as("other modules know the database and its copying, and no room behind them"),
                everyRoomKnowsWhatItIsBuiltUpon(),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Room.UNDER_H2.name(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.h2..")
                        .as("H2's own classes are known to the room under it only"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Room.COPYING.name(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.postgresql..")
                        .as("the driver of PostgreSQL is known to the copying only"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(Room.TABLES.name(root), Room.COPYING.name(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.flywaydb..")
                        .as("Flyway is known to those who make and copy tables only"),
                classes()
                        .that()
                        .resideInAPackage(Room.STORED_VALUES.name(root))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                        "java..",
                                        "org.jspecify..",
                                        Room.DOMAIN.tree(root),
                                        Room.STORED_VALUES.name(root))
                                .and(not(resideInAPackage("java.sql.."))))
                        .as("the forms of stored values know no database"));
    }

    private ArchRule everyRoomKnowsWhatItIsBuiltUpon() {
        LayeredArchitecture rooms =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (Room room : ROOMS.keySet()) {
            rooms = rooms.layer(room.name()).definedBy(room.name(root));
        }
        for (Map.Entry<Room, Set<Room>> room : ROOMS.entrySet()) {
            LayerDependencySpecification here = rooms.whereLayer(room.getKey().name());
            String[] below = room.getValue().stream().map(Room::name).toArray(String[]::new);
            rooms = below.length == 0 ? here.mayNotAccessAnyLayer() : here.mayOnlyAccessLayers(below);
        }
        return rooms.as("a room of the persistence adapter knows those that it is built upon");
    }
}
