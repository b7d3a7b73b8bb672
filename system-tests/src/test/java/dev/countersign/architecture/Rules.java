package dev.countersign.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The arrows between modules and features, and what no code of ours does. Each rule has a fixture that breaks it. */
final class Rules {

    private static final String OURS = "dev.countersign..";
    private static final String CONTRACTS = "dev.countersign.contracts..";
    private static final String DEVICE = "dev.countersign.device..";
    private static final String SDK = "dev.countersign.sdk..";
    private static final String GENERATED = "dev.countersign.contracts.login..";
    private static final String SOAP = "dev.countersign.web.soap..";
    private static final String GATEWAY = "dev.countersign.smpp..";
    private static final String SIMULATOR = "dev.countersign.simulator..";
    private static final String LAUNCHER = "dev.countersign.launcher..";
    private static final String WEB = "dev.countersign.web..";
    private static final String QR_READER = "dev.countersign.qr..";
    private static final String TEST_CLOCK = "dev.countersign.testclock..";
    private static final String TIME = "dev.countersign.time..";

    /** Packages of the core: all that no other module has. */
    private static final DescribedPredicate<JavaClass> CORE = resideInAPackage(OURS)
            .and(resideOutsideOfPackages(
                    CONTRACTS, DEVICE, SDK, GATEWAY, SIMULATOR, LAUNCHER, WEB, QR_READER, TEST_CLOCK))
            .as("classes of the core");

    private static final Set<String> CONTAINER_MANAGED = Set.of(
            "jakarta.ejb.Stateless",
            "jakarta.ejb.Singleton",
            "jakarta.ejb.MessageDriven",
            "jakarta.enterprise.context.ApplicationScoped",
            "jakarta.enterprise.context.RequestScoped",
            "jakarta.enterprise.context.Dependent");

    /** Nothing is injected into an extension: it is asked before there are beans. */
    private static final DescribedPredicate<JavaClass> IS_EXTENSION =
            assignableTo("jakarta.enterprise.inject.spi.Extension");

    static final ArchRule CORE_SEES_NO_WIRE = noClasses()
            .that(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..", "jakarta.servlet..", "jakarta.xml.ws..", "jakarta.xml.soap..", "org.jsmpp..")
            .because("HTTP, SOAP and SMPP are edges that other modules know");

    static final ArchRule ONLY_GATEWAY_AND_SIMULATOR_KNOW_SMPP = noClasses()
            .that()
            .resideOutsideOfPackages(GATEWAY, SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jsmpp..");

    static final ArchRule WEB_HAS_NO_PERSISTENCE = noClasses()
            .that()
            .resideInAPackage(WEB)
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
                    .and(not(assignableTo(Exception.class))))
            .because("web parses, calls one EJB and answers; of the database it may recognise a fault");

    /** Messages of one face and its stack; whoever else used them would be bound to its version. */
    static final ArchRule ONLY_THE_SOAP_FACE_KNOWS_SOAP = noClasses()
            .that()
            .resideOutsideOfPackages(SOAP, GENERATED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GENERATED, "org.apache.cxf..", "jakarta.xml.ws..", "jakarta.xml.soap..");

    static final ArchRule CONTRACTS_DEPEND_ON_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(CONTRACTS)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(CONTRACTS))));

    /** It is copied into devices, and read by those who write one in another language. */
    static final ArchRule DEVICE_PROTOCOL_DEPENDS_ON_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage(DEVICE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DEVICE, "java..", "javax.crypto..", "org.jspecify..");

    static final ArchRule SDK_DEPENDS_ON_DEVICE_PROTOCOL_ALONE = classes()
            .that()
            .resideInAPackage(SDK)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SDK, DEVICE, "java..", "jakarta.json..", "org.jspecify..")
            .because("it is a device, and a model for devices in other languages");

    /** Tests and load programs use it; a server that did would hold the other end of its own protocol. */
    static final ArchRule NOTHING_OF_THE_PRODUCT_KNOWS_THE_SDK = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage(SDK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SDK);

    static final ArchRule ONLY_CORE_SIMULATOR_AND_SDK_KNOW_THE_DEVICE_PROTOCOL = noClasses()
            .that()
            .resideInAnyPackage(CONTRACTS, GATEWAY, LAUNCHER, WEB, TEST_CLOCK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DEVICE);

    static final ArchRule CORE_DEPENDS_ON_CONTRACTS_AND_DEVICE_PROTOCOL_ALONE = noClasses()
            .that(CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(GATEWAY, SIMULATOR, LAUNCHER, WEB, TEST_CLOCK));

    static final ArchRule GATEWAY_DEPENDS_ON_CONTRACTS_ALONE = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS).and(resideOutsideOfPackages(CONTRACTS, GATEWAY)))
            .because("the gateway could run on another server, beside the carrier");

    /** It plays carriers and cards. */
    static final ArchRule SIMULATOR_DEPENDS_ON_DEVICE_PROTOCOL_ALONE = noClasses()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS).and(resideOutsideOfPackages(DEVICE, SIMULATOR)));

    static final ArchRule LAUNCHER_DEPENDS_ON_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(LAUNCHER)
            .should()
            .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(LAUNCHER))));

    static final ArchRule GATEWAY_HAS_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..");

    /** Records, enums and interfaces are values, outcomes and ports; they may be mapped, and that is all. */
    static final ArchRule VALUES_ARE_PLAIN_JAVA = noClasses()
            .that(CORE)
            .and(isValueOrPort())
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta..").and(not(resideInAPackage("jakarta.persistence.."))))
            .because("rules and values run in a plain unit test");

    static final ArchRule ONLY_EDGES_SEE_THE_CONTAINER = noClasses()
            .that(CORE)
            .and(not(isContainerManaged()))
            .and(not(IS_EXTENSION))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ejb..", "jakarta.jms..", "jakarta.inject..", "jakarta.enterprise..")
            .because("EJBs, timers, consumers and producers are the edges of a feature");

    /** The proxy in front of an EJB refuses at run time what the compiler allows inside a package. */
    static final ArchRule EJB_METHODS_ARE_CALLED_IF_PUBLIC = noClasses()
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "is a non-public method of another class that is an EJB",
                    call -> isEjb(call.getTargetOwner())
                            && !topLevel(call.getOriginOwner()).equals(topLevel(call.getTargetOwner()))
                            && call.getTarget()
                                    .resolveMember()
                                    .filter(method -> !method.getModifiers().contains(JavaModifier.PUBLIC))
                                    .isPresent()));

    static final ArchRule ENTITIES_DECIDE_ALONE = noClasses()
            .that(CORE)
            .and()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.persistence.EntityManager");

    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("dev.countersign.(*)..").should().beFreeOfCycles();

    /** The test clock stands in for the clock of the machine. Main programs start the clock of their process, and hand it on. */
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages(TIME, TEST_CLOCK, SIMULATOR, LAUNCHER)
            .and(not(hasMain()))
            .should()
            .callCodeUnitWhere(readsTheClock())
            .because("time is a parameter or comes from the injected java.time.Clock");

    static final ArchRule SETTINGS_ARE_INJECTED = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages(TEST_CLOCK, SIMULATOR, LAUNCHER)
            .and(not(hasMain()))
            .and(not(IS_EXTENSION))
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class, String.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.eclipse.microprofile.config.ConfigProvider")
            .because("a setting that is read otherwise is missing in docs/configuration.md");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage(GENERATED)
            .should(haveAPackageInfoThatIsNullMarked());

    static final ArchRule NO_DRAWER_PACKAGES = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..base..", "..dto..", "..model..", "..impl..")
            .because("a thing belongs to the feature that owns the concept");

    static final ArchRule NO_EMPTY_NAMES = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    private Rules() {}

    private static DescribedPredicate<JavaClass> isValueOrPort() {
        return DescribedPredicate.describe(
                "are records, enums or interfaces", type -> type.isRecord() || type.isEnum() || type.isInterface());
    }

    private static DescribedPredicate<JavaClass> isContainerManaged() {
        return DescribedPredicate.describe(
                "are managed by the container",
                type -> CONTAINER_MANAGED.stream().anyMatch(type::isAnnotatedWith)
                        || type.getAllSubclasses().stream()
                                .anyMatch(sub -> CONTAINER_MANAGED.stream().anyMatch(sub::isAnnotatedWith)));
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    static boolean isEjb(JavaClass type) {
        return type.isAnnotatedWith("jakarta.ejb.Stateless") || type.isAnnotatedWith("jakarta.ejb.Singleton");
    }

    private static DescribedPredicate<JavaClass> hasMain() {
        return DescribedPredicate.describe(
                "are main programs",
                type -> type.tryGetMethod("main", String[].class)
                        .filter(main -> main.getModifiers().contains(JavaModifier.STATIC))
                        .isPresent());
    }

    private static DescribedPredicate<JavaCall<?>> readsTheClock() {
        return DescribedPredicate.describe("reads the clock of the machine", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            boolean noArguments = call.getTarget().getRawParameterTypes().isEmpty();
            return switch (owner) {
                case "java.time.Clock" -> name.startsWith("system");
                case "java.lang.System" -> name.equals("currentTimeMillis");
                case "java.util.Date" -> name.equals("<init>") && noArguments;
                case "java.util.Calendar" -> name.equals("getInstance");
                default -> owner.startsWith("java.time.") && name.equals("now") && noArguments;
            };
        });
    }

    private static ArchCondition<JavaClass> haveAPackageInfoThatIsNullMarked() {
        return new ArchCondition<>("lie in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }
}
