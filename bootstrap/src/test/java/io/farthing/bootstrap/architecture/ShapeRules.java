package io.farthing.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** How classes are made, wherever they live. */
final class ShapeRules {

    private static final Set<String> AGGREGATES = Set.of(
            "domain.app.App",
            "domain.user.User",
            "domain.ledger.Wallet",
            "domain.activation.Activation",
            "domain.authorization.Authorization",
            "domain.payment.Payment");

    private final String root;

    ShapeRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        return List.of(
                classes().should(resideInANullMarkedPackage()).as("every package is null-marked"),
                fields().that()
                        .areDeclaredInClassesThat(isAggregate())
                        .should(holdNoAggregate())
                        .as("aggregates refer to each other by id"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(Room.COMMAND_LINE.tree(root))
                        .should(ACCESS_STANDARD_STREAMS)
                        .as("nobody prints but the command line"),
                noFields()
                        .should()
                        .beAnnotatedWith("jakarta.inject.Inject")
                        .orShould()
                        .beAnnotatedWith("com.google.inject.Inject")
                        .as("what a class needs comes through its constructor"),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .as("an implementation is named after its technology"));
    }

    /** The names of the aggregates, for the test that they are there. */
    static Set<String> aggregates(String root) {
        return AGGREGATES.stream().map(name -> root + "." + name).collect(Collectors.toUnmodifiableSet());
    }

    private DescribedPredicate<JavaClass> isAggregate() {
        return DescribedPredicate.describe(
                "are aggregates", type -> aggregates(root).contains(type.getName()));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a null-marked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isMarked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(new SimpleConditionEvent(type, isMarked, type.getName() + " is in no null-marked package"));
            }
        };
    }

    private ArchCondition<JavaField> holdNoAggregate() {
        return new ArchCondition<>("hold no aggregate") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean holds = field.getType().getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> aggregates(root).contains(type.getName()));
                events.add(new SimpleConditionEvent(field, !holds, field.getFullName() + " holds an aggregate"));
            }
        };
    }
}
