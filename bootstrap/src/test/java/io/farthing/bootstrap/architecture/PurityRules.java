package io.farthing.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** What hardly anybody may do: look at the clock, throw dice, round money, speak as the machine does. */
final class PurityRules {

    private final String root;

    PurityRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .callMethodWhere(DescribedPredicate.describe("it tells the time", PurityRules::tellsTheTime))
                        .as("nobody looks at the clock: time comes from an InstantSource"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(Room.BOOTSTRAP.tree(root), Room.PLATFORM.tree(root))
                        .should()
                        .callMethodWhere(DescribedPredicate.describe("it makes a clock", PurityRules::makesAClock))
                        .as("whoever wires the platform chooses the clock"),
                noClasses()
                        .that()
                        .resideInAPackage(Room.DOMAIN.tree(root))
                        .should()
                        .dependOnClassesThat(isDice())
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .as("the domain throws no dice"),
                classes()
                        .that()
                        .resideInAnyPackage(Room.DOMAIN.tree(root), Room.DRIVEN_PORTS.tree(root))
                        .should(new FloatingPoint.Absence())
                        .as("money is never computed with floating point"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Room.BOOTSTRAP.tree(root))
                        .should()
                        .callMethodWhere(DescribedPredicate.describe("it names no locale", PurityRules::namesNoLocale))
                        .as("nobody writes digits and letters as the machine's language does but our own process"));
    }

    private static boolean tellsTheTime(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return (owner.getPackageName().equals("java.time") && call.getName().equals("now"))
                || (owner.isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis"));
    }

    private static boolean makesAClock(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        return (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class))
                && (call.getName().startsWith("system") || call.getName().startsWith("tick"));
    }

    private static boolean namesNoLocale(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(String.class)
                && Set.of("format", "formatted", "toLowerCase", "toUpperCase").contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type(Locale.class));
    }

    private static DescribedPredicate<JavaClass> isDice() {
        return assignableTo(Random.class)
                .or(type(SplittableRandom.class))
                .or(resideInAPackage("java.util.random"))
                .as("are sources of randomness");
    }
}
