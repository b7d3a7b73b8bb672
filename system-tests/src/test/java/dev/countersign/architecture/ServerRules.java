package dev.countersign.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one server forgives and another does not; the product runs on both ({@code docs/servers.md}). */
final class ServerRules {

    private static final String OURS = "dev.countersign..";
    private static final String SETTING = "org.eclipse.microprofile.config.inject.ConfigProperty";
    private static final String OBSERVES = "jakarta.enterprise.event.Observes";
    private static final String ATTRIBUTE = "jakarta.ejb.TransactionAttribute";
    private static final String TIMED_WORK = "dev.countersign.sweep.TimedWork";

    static final ArchRule SETTINGS_HAVE_TYPES_THAT_ALL_SERVERS_CONVERT = classes()
            .that()
            .resideInAPackage(OURS)
            .should(haveNoSettingThat(type -> arguments(type).anyMatch(JavaParameterizedType.class::isInstance)))
            .because("Optional<List<...>> is converted by some servers only");

    static final ArchRule LIFE_CYCLE_METHODS_HAVE_THEIR_NAME_FOR_THEMSELVES = methods()
            .that()
            .areAnnotatedWith("jakarta.annotation.PostConstruct")
            .or()
            .areAnnotatedWith("jakarta.annotation.PreDestroy")
            .should(haveANameOfTheirOwn())
            .because("some servers look the method up by its name alone");

    static final ArchRule BEANS_JOIN_WHAT_IS_LEFT_OF_AN_ENDED_TRANSACTION = methods()
            .that(observeTheEndOfATransactionInAnEjb())
            .should(bePartOfIt())
            .because("an ended transaction can be suspended but not on every server resumed");

    /** The gateway, which sees nothing of the core, has one timer and does the same itself. */
    static final ArchRule TIMERS_OUTLIVE_WHAT_GOES_WRONG = methods()
            .that()
            .areAnnotatedWith("jakarta.ejb.Schedule")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.countersign.smpp..")
            .should(doTimedWork())
            .because("some servers drop a timer whose method, lock or transaction failed twice in a row");

    private ServerRules() {}

    private static Stream<JavaType> arguments(JavaType type) {
        return type instanceof JavaParameterizedType generic
                ? generic.getActualTypeArguments().stream()
                : Stream.empty();
    }

    private static ArchCondition<JavaClass> haveNoSettingThat(Predicate<JavaType> isNested) {
        return new ArchCondition<>("have no setting of a nested generic type") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaType> fields =
                        type.getFields().stream().filter(ServerRules::isSetting).map(field -> field.getType());
                Stream<JavaType> parameters = type.getCodeUnits().stream()
                        .flatMap(code -> code.getParameters().stream())
                        .filter(ServerRules::isSetting)
                        .map(JavaParameter::getType);
                Stream.concat(fields, parameters)
                        .filter(isNested)
                        .forEach(nested -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " has a setting of type " + nested.getName())));
            }
        };
    }

    private static boolean isSetting(CanBeAnnotated member) {
        return member.isAnnotatedWith(SETTING);
    }

    private static ArchCondition<JavaMethod> haveANameOfTheirOwn() {
        return new ArchCondition<>("have a name of their own") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                long same = method.getOwner().getMethods().stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .count();
                events.add(new SimpleConditionEvent(method, same == 1, method.getFullName() + " is overloaded"));
            }
        };
    }

    private static DescribedPredicate<JavaMethod> observeTheEndOfATransactionInAnEjb() {
        return DescribedPredicate.describe(
                "observe the end of a transaction in an EJB",
                method -> Rules.isEjb(method.getOwner())
                        && method.getParameters().stream().anyMatch(ServerRules::isTheEnd));
    }

    private static boolean isTheEnd(JavaParameter parameter) {
        return parameter
                .tryGetAnnotationOfType(OBSERVES)
                .flatMap(observes -> constant(observes, "during"))
                .filter(phase -> phase.startsWith("AFTER_"))
                .isPresent();
    }

    private static ArchCondition<JavaMethod> bePartOfIt() {
        return new ArchCondition<>("say SUPPORTS") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean supports = method.tryGetAnnotationOfType(ATTRIBUTE)
                        .flatMap(attribute -> constant(attribute, "value"))
                        .filter("SUPPORTS"::equals)
                        .isPresent();
                events.add(new SimpleConditionEvent(method, supports, method.getFullName() + " does not say SUPPORTS"));
            }
        };
    }

    private static ArchCondition<JavaMethod> doTimedWork() {
        return new ArchCondition<>("call TimedWork.run in a bean without the container's locks and transactions") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean timed = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getName().equals(TIMED_WORK)
                                && call.getName().equals("run"));
                boolean free = says(method.getOwner(), "jakarta.ejb.ConcurrencyManagement", "BEAN")
                        && says(method.getOwner(), ATTRIBUTE, "NOT_SUPPORTED");
                events.add(new SimpleConditionEvent(
                        method, timed && free, method.getFullName() + " throws what goes wrong at its timer"));
            }
        };
    }

    private static boolean says(JavaClass type, String annotation, String value) {
        return type.tryGetAnnotationOfType(annotation)
                .flatMap(found -> constant(found, "value"))
                .filter(value::equals)
                .isPresent();
    }

    private static Optional<String> constant(JavaAnnotation<?> annotation, String member) {
        return annotation
                .get(member)
                .filter(JavaEnumConstant.class::isInstance)
                .map(value -> ((JavaEnumConstant) value).name());
    }
}
