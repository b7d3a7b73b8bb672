package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After a login with one wrong code nothing secret is found where it must not be. */
@ExtendWith(ProductExtension.class)
class SecretsIT {

    private final Product product;

    SecretsIT(Product product) {
        this.product = product;
    }

    @Test
    void logsJournalAndDatabaseShowNoSecret() throws IOException {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        attempt.answer(Inbox.wrong(code));
        attempt.answer(code);
        String token = attempt.token().text("accessToken");
        Map<String, String> secrets = new TreeMap<>(Map.of(
                "password", user.password(),
                "attempt secret", attempt.begun().text("secret"),
                "token", token,
                "signature of the token", token.substring(token.lastIndexOf('.') + 1),
                "operator token", product.operatorToken(),
                "text of the SMS", product.inbox().texts(user.number()).get(0)));

        assertThat(found(product.database(), secrets)).as("database").isEmpty();

        secrets.put("number", user.number());
        assertThat(found(product.journal(), secrets))
                .as("journal of the broker")
                .isEmpty();

        secrets.put("code", code);
        secrets.put("wrong code", Inbox.wrong(code));
        assertThat(found(product.logs(), secrets)).as("logs").isEmpty();
    }

    /** The search itself must be able to find. */
    @Test
    void whatIsNoSecretIsFound() throws IOException {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        product.inbox().code(user);

        assertThat(found(product.database(), Map.of("user name", user.userName())))
                .isNotEmpty();
        assertThat(found(product.logs(), Map.of("attempt", attempt.id()))).isNotEmpty();
    }

    private static List<String> found(Path folder, Map<String, String> secrets) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                // The journal writes texts as UTF-16; without the zero octets they read as others do.
                String narrow = content.replace("\0", "");
                secrets.forEach((name, secret) -> {
                    Pattern pattern = pattern(secret);
                    if (pattern.matcher(content).find()
                            || pattern.matcher(narrow).find()) {
                        found.add(name + " in " + file);
                    }
                });
                return FileVisitResult.CONTINUE;
            }

            /** The running server removes files of its own. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Six digits of a longer number or identifier are no code. */
    private static Pattern pattern(String secret) {
        boolean code = secret.matches("[0-9]{6}");
        return Pattern.compile(code ? "(?<![0-9A-Za-z])" + secret + "(?![0-9A-Za-z])" : Pattern.quote(secret));
    }
}
