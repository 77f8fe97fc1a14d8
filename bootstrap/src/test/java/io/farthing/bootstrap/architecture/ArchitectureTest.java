package io.farthing.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The code keeps the rules, and every rule can fail. */
class ArchitectureTest {

    private static final String ROOT = "io.farthing";
    private static final String VIOLATIONS = "io.farthing.bootstrap.architecture.violation";

    /** For each rule, the class that breaks it on purpose. */
    private static final Map<String, String> BROKEN_BY = Map.ofEntries(
            Map.entry("the domain knows the JDK and itself", "Values$Logging"),
            Map.entry("the application knows the domain and a logging API", "Services$AnsweringHttp"),
            Map.entry("the SPI knows the ports, the domain and Guice, and none of the services", "UnspokenProvider"),
            Map.entry("services and ports know nothing of the SPI, and so nothing of Guice", "Services$KnowingTheSpi"),
            Map.entry("ports don't know the services behind them", "port.in.Port"),
            Map.entry("adapters know the ports, not the services nor who wires them", "Pages$KnowingAService"),
            Map.entry("adapters don't know each other", "Pages$KnowingAnotherAdapter"),
            Map.entry("packages don't know each other in a circle", "Services$BehindAPort"),
            Map.entry("SQL is spoken in the persistence adapter only", "Pages$SpeakingSql"),
            Map.entry(
                    "Javalin and the Jetty in it are known to the adapters that answer HTTP only",
                    "Services$AnsweringHttp"),
            Map.entry("JTE, Micrometer and password hashing stay in the web adapter", "Endpoints$RenderingPages"),
            Map.entry("JSON is read and written at the edges only", "UntestedStore"),
            Map.entry("Guice is known to modules, to the SPI and to those who wire them only", "Pages$KnowingGuice"),
            Map.entry(
                    "other modules know the database and its copying, and no room behind them",
                    "Pages$KnowingAnEngine"),
            Map.entry(
                    "a room of the persistence adapter knows those that it is built upon", "Engine$KnowingTheDatabase"),
            Map.entry("H2's own classes are known to the room under it only", "Engine$KnowingH2"),
            Map.entry("the driver of PostgreSQL is known to the copying only", "Engine$KnowingTheDriver"),
            Map.entry("Flyway is known to those who make and copy tables only", "Engine$Migrating"),
            Map.entry("the forms of stored values know no database", "codec.Codec"),
            Map.entry("picocli stays in the command line", "Pages$ParsingArguments"),
            Map.entry("SmallRye Config stays in the configuration", "Pages$ReadingSettings"),
            Map.entry("Logback is known to nobody but the one who sets it up", "Pages$ChoosingItsLog"),
            Map.entry("nobody looks at the clock: time comes from an InstantSource", "Values$TellingTheTime"),
            Map.entry("whoever wires the platform chooses the clock", "Services$MakingAClock"),
            Map.entry("the domain throws no dice", "Values$ThrowingDice"),
            Map.entry("money is never computed with floating point", "Values$Rounding"),
            Map.entry(
                    "nobody writes digits and letters as the machine's language does but our own process",
                    "Values$Spelling"),
            Map.entry("every package is null-marked", "domain.app.App"),
            Map.entry("aggregates refer to each other by id", "Payment.app"),
            Map.entry("nobody prints but the command line", "Pages$PrintingImpl"),
            Map.entry("what a class needs comes through its constructor", "Pages$PrintingImpl.what"),
            Map.entry("an implementation is named after its technology", "Pages$PrintingImpl"),
            Map.entry("every driven port, and the provider of adapters, has a contract", "UnspokenPort"),
            Map.entry("every rule of a contract has a number, by which a failure cites it", "UncitablePartContract"),
            Map.entry(
                    "every implementation of a driven port, and every provider, is tested by its contract",
                    "UntestedStore"));

    private static final JavaClasses MAIN = CompiledModules.main();

    @TestFactory
    Stream<DynamicTest> theCodeKeepsTheRule() {
        return rules(ROOT, CompiledModules.tests()).stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> theRuleCanFail() {
        JavaClasses violations = CompiledModules.violations();
        return rules(VIOLATIONS, violations).stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThat(rule.evaluate(violations)
                                        .getFailureReport()
                                        .getDetails())
                                .as("what breaks the rule")
                                .anyMatch(violation -> violation.contains(culprit(rule)))));
    }

    @Test
    void everyRoomThatARuleNamesIsInhabited() {
        assertThat(Room.values())
                .allSatisfy(room -> assertThat(MAIN)
                        .anyMatch(type -> (type.getPackageName() + ".").startsWith(room.name(ROOT) + ".")));
    }

    @Test
    void everyAggregateThatARuleNamesIsThere() {
        assertThat(ShapeRules.aggregates(ROOT)).allMatch(MAIN::contain);
    }

    private static String culprit(ArchRule rule) {
        String name = BROKEN_BY.get(rule.getDescription());
        assertThat(name).as("the class that breaks the rule on purpose").isNotNull();
        return name;
    }

    private static List<ArchRule> rules(String root, JavaClasses tests) {
        return Stream.of(
                        new LayerRules(root).all(),
                        new LibraryRules(root).all(),
                        new PersistenceRules(root).all(),
                        new PurityRules(root).all(),
                        new ShapeRules(root).all(),
                        new PortRules(root, tests).all())
                .flatMap(List::stream)
                .toList();
    }
}
