package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.factor.FactorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md says of all that somebody ended or set that it has to be done again once a backup is restored. */
class RestoringDocTest {

    private static final Pattern CODE = Pattern.compile("[\"`]([A-Z]+(?:_[A-Z]+)*)[\"`]");

    /** How the types of entries end that take something from somebody, cost something, or set what others go by. */
    private static final List<String> ENDS = List.of(
            "_BOOKED",
            "_CANCELLED",
            "_CLOSED",
            "_ENDED",
            "_LOCKED",
            "_LOST",
            "_MADE",
            "_MOVED",
            "_PAUSED",
            "_REJECTED",
            "_REMOVED",
            "_RENEWED",
            "_RESET",
            "_REVOKED",
            "_SET",
            "_SHIPPED",
            "_STOPPED",
            "_WITHDRAWN");

    /** What the command ends, what protects nobody, and reasons, which are no types. */
    private static final Set<String> ELSE = Set.of(
            "ACCESS_REVOKED",
            "ACTIVATION_CANCELLED",
            "ACTIVATION_ENDED",
            "AUTHENTICATOR_ENDED",
            "CARRIER_HELP_REMOVED",
            "CARRIER_HELP_SET",
            "LOGIN_CANCELLED",
            "PASSWORD_RESET_ENDED",
            "PHONE_STOPPED",
            "SESSIONS_ENDED",
            "SESSION_ENDED");

    @Test
    void eachTypeThatEndsOrSetsSomethingIsThere() throws IOException {
        Set<String> types = codes(sources())
                .filter(code -> ENDS.stream().anyMatch(code::endsWith) && !ELSE.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(types).hasSizeGreaterThan(20);
        assertThat(documented()).containsAll(types).contains("OPERATOR_REMOVED", "OPERATOR_RENEWED");
    }

    /** A factor that its user ends is told by its kind. */
    @Test
    void soIsEachKindOfFactorThatTheCommandDoesNotEnd() throws IOException {
        List<String> kinds = Arrays.stream(FactorKind.values())
                .filter(kind -> !Set.of(FactorKind.SMS, FactorKind.RECOVERY_CODE, FactorKind.TEMPORARY_PASSCODE)
                        .contains(kind))
                .map(FactorKind::name)
                .toList();

        assertThat(documented()).containsAll(kinds);
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(Modules.ROOT.resolve("docs/operations.md"));
        String section =
                page.substring(page.indexOf("## Backup and restore"), page.indexOf("## When something is wrong"));
        return codes(section).collect(Collectors.toSet());
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Modules.ROOT.resolve("ejb/src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
