package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document and the resources of web say the same, path by path and code by code. */
class ContractTest {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static JavaClasses modules;
    private static JsonNode document;

    @BeforeAll
    static void read() throws Exception {
        modules = Modules.all();
        try (InputStream file = ContractTest.class.getResourceAsStream("/openapi/countersign-v1.yaml")) {
            document = new YAMLMapper().readTree(file);
        }
    }

    @Test
    void pathsAndMethodsAreThoseOfTheResources() {
        assertThat(documentedOperations())
                .hasSizeGreaterThan(10)
                .isEqualTo(Operations.all(modules).keySet());
    }

    @Test
    void problemCodesAndTheirStatusAreThoseOfTheCode() throws Exception {
        Map<String, Integer> documented = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| ([0-9]{3}) \\| `([A-Z_]+)` \\|")
                .matcher(document.at("/info/description").asText());
        while (row.find()) {
            documented.put(row.group(2), Integer.valueOf(row.group(1)));
        }

        assertThat(documented).isNotEmpty().isEqualTo(codesWithStatus());
    }

    @Test
    void noCodeAndNoReasonIsPromisedThatNothingGives() {
        for (String type : Set.of("dev.countersign.web.ProblemCode", "dev.countersign.login.Reason")) {
            Set<String> given = modules.get(type).getFields().stream()
                    .filter(constant -> constant.getAccessesToSelf().stream()
                            .map(JavaAccess::getOrigin)
                            .anyMatch(ContractTest::isNoList))
                    .map(JavaField::getName)
                    .collect(Collectors.toSet());

            assertThat(given).as(type).containsAll(constants(type));
        }
    }

    /** An enum's own list of its constants names all of them, and so does the table behind a switch: neither gives one. */
    private static boolean isNoList(JavaCodeUnit origin) {
        String type = origin.getOwner().getName();
        return !type.matches(".*\\$[0-9]+")
                && !(origin.getOwner().isEnum() && Set.of("<clinit>", "$values").contains(origin.getName()));
    }

    @Test
    void statesAndClientKindsAreThoseOfTheCode() {
        Set<String> states = enumOf("LoginState");
        // Reserved and never sent.
        states.remove("FACTOR_CHOICE");

        assertThat(constants("dev.countersign.login.AttemptState")).isEqualTo(states);
        assertThat(constants("dev.countersign.login.ClientKind"))
                .isEqualTo(texts(document.at("/components/schemas/Client/properties/kind/enum")));
    }

    @Test
    void purposesOfConfirmationsAreThoseOfTheCode() {
        assertThat(constants("dev.countersign.confirmation.ConfirmationPurpose"))
                .isNotEmpty()
                .isEqualTo(enumOf("ConfirmationPurpose"));
    }

    @Test
    void statesOfCodesByMessageAreThoseOfTheCodeAndOfLogins() {
        Set<String> states = constants("dev.countersign.sms.CodeDelivery$State");

        assertThat(states)
                .isNotEmpty()
                .isEqualTo(texts(document.at("/components/schemas/CodeDelivery/properties/state/enum")));
        assertThat(texts(document.at("/components/schemas/Started/properties/state/enum")))
                .containsAll(states);
    }

    @Test
    void verdictsAndQuestionsOfNotificationsAreThoseOfTheCode() {
        Set<String> questions = constants("dev.countersign.diagnosis.NotificationQuestion").stream()
                .map(question -> question.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(constants("dev.countersign.diagnosis.NotificationVerdict"))
                .isNotEmpty()
                .isEqualTo(enumOf("NotificationVerdict"));
        assertThat(questions)
                .isNotEmpty()
                .isEqualTo(texts(document.at("/components/schemas/NotificationDiagnosis/properties/question/enum")))
                .isEqualTo(fieldsOf("NotificationAnswers"));
        questions.add("enrolment");
        assertThat(questions).isEqualTo(fieldsOf("DeviceNotificationAnswers"));
    }

    @Test
    void verdictsAndQuestionsOfCardsAreThoseOfTheCode() {
        assertThat(constants("dev.countersign.diagnosis.CardVerdict"))
                .isNotEmpty()
                .isEqualTo(enumOf("CardVerdict"));
        assertThat(constants("dev.countersign.diagnosis.CardDoubt").stream()
                        .map(question -> question.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .isNotEmpty()
                .isEqualTo(texts(document.at("/components/schemas/CardDiagnosis/properties/question/enum")))
                .isEqualTo(fieldsOf("CardAnswers"));
    }

    @Test
    void languagesAndOutcomesOfLoginsAreThoseOfTheCode() {
        assertThat(constants("dev.countersign.history.EventOutcome"))
                .isNotEmpty()
                .isEqualTo(texts(document.at("/components/schemas/PastLogin/properties/outcome/enum")));
        assertThat(Modules.ROOT
                        .resolve("ejb/src/main/resources/dev/countersign/text")
                        .toFile()
                        .list())
                .containsExactlyInAnyOrderElementsOf(enumOf("PageLanguage").stream()
                        .map(language -> language + ".json")
                        .toList());
    }

    /** One that opens more than others has to be asked for by name, over REST as over SOAP. */
    @Test
    void whatAProgramCountsAsThatDoesNotSayIsDocumented() throws Exception {
        String documented = document.at("/components/schemas/BeginLogin/properties/client/default/kind")
                .asText();

        assertThat(document.at("/info/description").asText())
                .contains("a program that does not say counts as `" + documented + "`");
        assertThat(soapSchema()).contains("who does not say it counts as a new " + documented);
        for (String mapper : Set.of("dev.countersign.web.LoginMapper", "dev.countersign.web.soap.LoginMessages")) {
            assertThat(modules.get(mapper).getFieldAccessesFromSelf().stream()
                            .map(JavaFieldAccess::getTarget)
                            .filter(kind -> kind.getOwner().getName().equals("dev.countersign.login.ClientKind"))
                            .map(HasName::getName))
                    .as(mapper)
                    .containsExactly(documented);
        }
    }

    @Test
    void clientKindsOfTheSoapSchemaAreThoseOfTheCode() throws Exception {
        assertThat(soapSchema()
                        .lines()
                        .map(Pattern.compile(".*<xs:enumeration value=\"([A-Z_]+)\"/>.*")::matcher)
                        .filter(Matcher::matches)
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(constants("dev.countersign.login.ClientKind"));
    }

    @Test
    void nextStepsAreDocumented() {
        String description = document.at("/components/schemas/Problem/properties/next/description")
                .asText();

        assertThat(constants("dev.countersign.login.NextStep"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(description).contains("`" + step + "`"));
    }

    /** Those that a step of a login can say; an attempt may go on over REST. */
    @Test
    void nextStepsOfLoginsAreInTheSoapSchema() throws Exception {
        Matcher listed = Pattern.compile("Ways that remain, the best first: ([A-Z_, ]+)\\.")
                .matcher(soapSchema());
        assertThat(listed.find()).isTrue();

        assertThat(modules.get("dev.countersign.login.NextStep").getFields().stream()
                        .filter(step -> step.getAccessesToSelf().stream()
                                .map(JavaAccess::getOriginOwner)
                                .anyMatch(owner -> owner.getPackageName().equals("dev.countersign.login")
                                        && !owner.getName().equals("dev.countersign.login.NextStep")))
                        .map(JavaField::getName))
                .contains("FACTOR")
                .isSubsetOf(listed.group(1).split(", "));
    }

    private static String soapSchema() throws IOException {
        return Files.readString(Modules.ROOT.resolve("ws-contracts/src/main/resources/wsdl/login-v1.xsd"));
    }

    @Test
    void callsOfSignedInUsersNameTheRefusalOfASessionThatIsForAGridCardAlone() {
        Map<String, JavaMethod> barred = new TreeMap<>(Operations.all(modules));
        barred.values().removeIf(method -> !isBarredToGridCardSessions(method));

        assertThat(barred.keySet())
                .hasSizeGreaterThan(10)
                .allSatisfy(operation -> assertThat(Operations.documented(document, operation, 403))
                        .as(operation)
                        .contains("`LOGIN_TEMP_LIMITED`"));
    }

    /** As SignedInFilter decides it. */
    private static boolean isBarredToGridCardSessions(JavaMethod method) {
        return isMarked(method, "dev.countersign.web.SignedIn") && !isMarked(method, "dev.countersign.web.ForGridCard");
    }

    private static boolean isMarked(JavaMethod method, String annotation) {
        return method.isAnnotatedWith(annotation) || method.getOwner().isAnnotatedWith(annotation);
    }

    private static Set<String> documentedOperations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths").fields().forEachRemaining(path -> {
            String base = path.getValue().has("servers") ? "" : Operations.API_BASE;
            path.getValue().fieldNames().forEachRemaining(name -> {
                String method = name.toUpperCase(Locale.ROOT);
                if (METHODS.contains(method)) {
                    operations.add(method + " " + base + path.getKey());
                }
            });
        });
        return operations;
    }

    /** The enum stands alone, so it can be loaded without the server. */
    private static Map<String, Integer> codesWithStatus() throws Exception {
        URL classes = Modules.ROOT.resolve("web/target/classes").toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
            Class<?> type = loader.loadClass("dev.countersign.web.ProblemCode");
            Method status = type.getDeclaredMethod("status");
            status.setAccessible(true);
            Map<String, Integer> codes = new TreeMap<>();
            for (Object code : type.getEnumConstants()) {
                codes.put(code.toString(), (Integer) status.invoke(code));
            }
            return codes;
        }
    }

    private static Set<String> constants(String enumName) {
        return modules.get(enumName).getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().getName().equals(enumName))
                .map(JavaField::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fieldsOf(String schema) {
        Set<String> names = new TreeSet<>();
        document.at("/components/schemas/" + schema + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static Set<String> enumOf(String schema) {
        return texts(document.at("/components/schemas/" + schema + "/enum"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
