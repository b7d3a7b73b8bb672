package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each refusal that a call of a login can give is named in the OpenAPI document, at its status. What it can give is read from the
 * compiled code: the reasons and codes that are named in the methods that it calls, and in those which they call.
 */
class LoginRefusalsTest {

    private static final String REASON = "dev.countersign.login.Reason";
    private static final String CODE = "dev.countersign.web.ProblemCode";

    /** Where a refusal of a login comes from. What other features refuse is no answer of these calls. */
    private static final Pattern ON_THE_WAY =
            Pattern.compile("dev\\.countersign\\.(login|diagnosis|web)\\.\\w+(\\$.*)?");

    /** The tables from reasons to codes name all of them. */
    private static final Set<String> TABLES = Set.of("dev.countersign.web.Problem", CODE);

    /** Of a way that is started by its type; one that is asked for a card or typed codes sends no SMS and asks no phone. */
    private static final Set<String> NOT_OF_CARDS =
            Set.of("SMS_COOLDOWN", "SEND_DAILY_LIMIT", "SMS_NOT_SENT", "PUSH_NOT_SENT", "PUSH_LIMIT");

    /** Why no code was sent is a part of the login's state where no code is asked for. */
    private static final Set<String> TOLD_AS_STATE = Set.of("SMS_COOLDOWN", "SEND_DAILY_LIMIT", "SMS_NOT_SENT");

    private static final Map<String, Set<String>> NEVER = Map.of(
            "POST /api/v1/logins",
            TOLD_AS_STATE,
            "GET /api/v1/logins/current",
            TOLD_AS_STATE,
            "GET /api/v1/logins/{id}",
            TOLD_AS_STATE,
            "GET /api/v1/logins/{id}/events",
            TOLD_AS_STATE,
            "POST /api/v1/logins/{id}/push",
            TOLD_AS_STATE,
            "POST /api/v1/logins/{id}/challenge",
            NOT_OF_CARDS,
            "POST /api/v1/logins/{id}/resynchronisation/answer",
            NOT_OF_CARDS,
            // A phone that no push may go to is asked a challenge instead.
            "POST /api/v1/logins/{id}/factor",
            Set.of("PUSH_NOT_SENT", "PUSH_LIMIT"),
            // What comes of another challenge is told by the login.
            "POST /api/v1/logins/{id}/diagnosis/card",
            Set.of(
                    "SMS_COOLDOWN",
                    "SEND_DAILY_LIMIT",
                    "SMS_NOT_SENT",
                    "PUSH_NOT_SENT",
                    "PUSH_LIMIT",
                    "CHALLENGE_LIMIT"));

    private static JavaClasses modules;
    private static JsonNode document;

    @BeforeAll
    static void read() throws Exception {
        modules = Modules.all();
        try (InputStream file = LoginRefusalsTest.class.getResourceAsStream("/openapi/countersign-v1.yaml")) {
            document = new YAMLMapper().readTree(file);
        }
    }

    @Test
    void eachIsNamedAtItsStatus() throws Exception {
        Map<String, JavaMethod> logins = new TreeMap<>(Operations.all(modules));
        logins.keySet().removeIf(operation -> !operation.contains("/api/v1/logins"));
        Map<String, Integer> statuses = new TreeMap<>();
        Map<String, String> codes = new TreeMap<>();
        readTables(statuses, codes);

        Set<String> missing = new TreeSet<>();
        logins.forEach((operation, method) -> refusals(method, codes)
                .filter(code -> !NEVER.getOrDefault(operation, Set.of()).contains(code))
                .filter(code -> statuses.get(code) < 500)
                .filter(code -> !Operations.documented(document, operation, statuses.get(code))
                        .contains("`" + code + "`"))
                .forEach(code -> missing.add(operation + " " + statuses.get(code) + " " + code)));

        assertThat(logins).hasSizeGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    /** The codes that are reached from the method of a resource. */
    private static Stream<String> refusals(JavaMethod resource, Map<String, String> codes) {
        Set<String> found = new TreeSet<>();
        Set<JavaCodeUnit> seen = new LinkedHashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(Set.of(resource));
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (!seen.add(unit)) {
                continue;
            }
            for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
                constant(access, REASON).map(codes::get).ifPresent(found::add);
                constant(access, CODE).ifPresent(found::add);
                targets(access).filter(LoginRefusalsTest::isOnTheWay).forEach(open::push);
            }
        }
        return found.stream();
    }

    private static Optional<String> constant(JavaAccess<?> access, String type) {
        AccessTarget target = access.getTarget();
        return target instanceof AccessTarget.FieldAccessTarget field
                        && field.getOwner().getName().equals(type)
                        && field.getRawType().getName().equals(type)
                ? Optional.of(field.getName())
                : Optional.empty();
    }

    /** What is called; of a method that a type promises, all that keep the promise. */
    private static Stream<JavaCodeUnit> targets(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget called)) {
            return Stream.empty();
        }
        String[] parameters = called.getRawParameterTypes().stream()
                .map(type -> type.getName())
                .toArray(String[]::new);
        return Stream.concat(
                called.resolveMember().stream(),
                called.getOwner().getAllSubclasses().stream()
                        .flatMap(type -> type.tryGetMethod(called.getName(), parameters).stream()));
    }

    private static boolean isOnTheWay(JavaCodeUnit unit) {
        String type = unit.getOwner().getName();
        return ON_THE_WAY.matcher(type).matches() && !TABLES.contains(type);
    }

    /** The status of each code, and the code of each reason, as the product itself has them. */
    private static void readTables(Map<String, Integer> statuses, Map<String, String> codes) throws Exception {
        URL[] classes = {Modules.ROOT.resolve("web/target/classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, LoginRefusalsTest.class.getClassLoader())) {
            Class<?> code = loader.loadClass(CODE);
            Method status = code.getMethod("status");
            for (Object one : code.getEnumConstants()) {
                statuses.put(one.toString(), (Integer) status.invoke(one));
            }
            Class<?> refusal = loader.loadClass("dev.countersign.login.Refusal");
            Method table = loader.loadClass("dev.countersign.web.Problem").getDeclaredMethod("codeOf", refusal);
            table.setAccessible(true);
            for (Object reason : loader.loadClass(REASON).getEnumConstants()) {
                codes.put(
                        reason.toString(),
                        table.invoke(null, refusal(refusal, reason)).toString());
            }
        }
    }

    private static Object refusal(Class<?> type, Object reason) throws Exception {
        Class<?> reference = type.getClassLoader().loadClass("dev.countersign.audit.Reference");
        return type.getConstructors()[0].newInstance(
                reason,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                reference.getMethod("next").invoke(null));
    }
}
