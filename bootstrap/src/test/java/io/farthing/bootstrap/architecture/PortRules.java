package io.farthing.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every driven port has a contract, and every implementation a test of it; so has what adapter modules offer. */
final class PortRules {

    private static final Pattern NUMBERED = Pattern.compile("[a-z]+[0-9]+_\\w+");

    private final String root;
    private final JavaClasses tests;

    /**
     * @param tests the compiled tests of all modules, and what they test
     */
    PortRules(String root, JavaClasses tests) {
        this.root = root;
        this.tests = tests;
    }

    List<ArchRule> all() {
        return List.of(
                classes()
                        .that(isPort())
                        .should(haveAContract())
                        .as("every driven port, and the provider of adapters, has a contract"),
                classes()
                        .that(isPort())
                        .should(numberTheRulesOfItsContracts())
                        .as("every rule of a contract has a number, by which a failure cites it"),
                classes()
                        .that(implementsPort())
                        .should(beTestedByTheContract())
                        .as("every implementation of a driven port, and every provider, is tested by its contract"));
    }

    // Stores is the sum of the stores; each of those is a port with a contract of its own.
    private boolean isPort(JavaClass type) {
        return type.isTopLevelClass()
                && type.isInterface()
                && !type.isAnnotation()
                && List.of(Room.DRIVEN_PORTS.name(root), Room.SPI.name(root)).contains(type.getPackageName())
                && !type.getSimpleName().equals("Stores")
                && !type.getSimpleName().equals("package-info")
                && !type.getSimpleName().endsWith("Contract");
    }

    private DescribedPredicate<JavaClass> isPort() {
        return DescribedPredicate.describe("are driven ports", this::isPort);
    }

    private DescribedPredicate<JavaClass> implementsPort() {
        return DescribedPredicate.describe(
                "implement a driven port",
                type -> !type.isInterface()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && type.getAllRawInterfaces().stream().anyMatch(this::isPort));
    }

    private String contract(JavaClass port) {
        return port.getName() + "Contract";
    }

    private ArchCondition<JavaClass> haveAContract() {
        return new ArchCondition<>("have a contract") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                boolean has = tests.contain(contract(port))
                        && tests.get(contract(port)).isInterface();
                events.add(new SimpleConditionEvent(port, has, "there is no " + contract(port)));
            }
        };
    }

    private ArchCondition<JavaClass> numberTheRulesOfItsContracts() {
        return new ArchCondition<>("number the rules of its contracts") {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                // A contract may have parts, and a port several contracts: all of them are beside the port.
                tests.stream()
                        .filter(type -> type.getPackageName().equals(port.getPackageName()))
                        .filter(type -> type.getSimpleName().endsWith("Contract"))
                        .flatMap(contract -> contract.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Test.class))
                        .forEach(rule -> events.add(new SimpleConditionEvent(
                                port,
                                NUMBERED.matcher(rule.getName()).matches(),
                                rule.getFullName() + " has no number")));
            }
        };
    }

    private ArchCondition<JavaClass> beTestedByTheContract() {
        return new ArchCondition<>("be tested by its contract") {
            @Override
            public void check(JavaClass implementation, ConditionEvents events) {
                implementation.getAllRawInterfaces().stream()
                        .filter(PortRules.this::isPort)
                        .forEach(port -> events.add(new SimpleConditionEvent(
                                implementation,
                                isAdopted(contract(port), implementation),
                                "no test of " + implementation.getName() + " adopts " + contract(port))));
            }
        };
    }

    private boolean isAdopted(String contract, JavaClass implementation) {
        return tests.stream()
                .anyMatch(test -> !test.isInterface()
                        && module(test).equals(module(implementation))
                        && test.getAllRawInterfaces().stream()
                                .anyMatch(adopted -> adopted.getName().equals(contract))
                        && leadsTo(test, implementation));
    }

    /** Whether a test knows an implementation, or whoever makes it. */
    private static boolean leadsTo(JavaClass test, JavaClass implementation) {
        return test.getTransitiveDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().equals(implementation.getName()));
    }

    /** The first part of the package below the root. */
    private String module(JavaClass type) {
        String path = type.getPackageName()
                .substring(Math.min(root.length() + 1, type.getPackageName().length()));
        return path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    }
}
