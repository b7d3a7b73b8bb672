package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done with secrets, on a server that logs as much as it can, none of them is found afterwards in a log, in the
 * broker's journal, in the database or a dump of it, in the audit, in a mail, in metrics or in an error page; in no form.
 */
class SecretsIT {

    private static final Path FOLDER = Path.of("target/run-secrets");

    /** Rules and operators need numbers, so the database has them plain. */
    private static final String PLAIN_IN_DATABASE = "number.*";

    /** A database is full of numbers of six digits that are nobody's code. */
    private static final String TOO_SHORT_FOR_OCTETS = "(wrong )?code.*|number.*";

    /** A mail is its own text, and the mail of a move has the link by which it is stopped. */
    private static final String MAILED = "(text|words) of a mail.*|stop link.*";

    private static final String NOTHING = "";

    @Test
    void noSecretIsFoundAnywhereInAnyForm(@TempDir Path elsewhere) throws Exception {
        MarkedSecrets secrets = new MarkedSecrets();
        try (Mailboxes mailboxes = new Mailboxes();
                Product product = Product.onH2(FOLDER, settings(mailboxes))) {
            new SentSecretFlows(mailboxes).all().forEach(flow -> flow.run(product, secrets));
            SecretFlows.ALL.forEach(flow -> flow.run(product, secrets));
            FactorSecretFlows.ALL.forEach(flow -> flow.run(product, secrets));
            TestUser user = product.operator().newUser();
            String attempt = product.portal().begin(user).id();
            Map<String, String> pages = pages(product);

            product.stopServer();
            Path dump = elsewhere.resolve("dump.sql");
            try (Connection database = product.openDatabase();
                    Statement statement = database.createStatement()) {
                statement.execute("script to '" + dump + "'");
                StoredKeys.addTo(secrets, product.keys(), database);
            }
            secrets.add("SMPP password", smppPassword());

            List<String> found = new ArrayList<>();
            pages.forEach((name, page) -> found.addAll(secrets.findIn(name, page, NOTHING)));
            mailboxes.list().forEach(mail -> found.addAll(secrets.findIn("mail", mail.toString(), MAILED)));
            found.addAll(secrets.findIn(product.logs(), NOTHING));
            found.addAll(secrets.findIn(product.journal(), TOO_SHORT_FOR_OCTETS.replace("|number.*", "")));
            found.addAll(secrets.findIn(dump, PLAIN_IN_DATABASE));
            found.addAll(secrets.findIn(product.database(), TOO_SHORT_FOR_OCTETS));
            found.addAll(secrets.findIn(FOLDER.resolve("server/configuration"), NOTHING));
            assertThat(found).isEmpty();
            assertThat(crashFiles()).isEmpty();
            // What is no secret is there: logs and dump are those of this server.
            assertThat(Files.readString(product.logs().resolve("server.log"))).contains(attempt, "\"DEBUG\"");
            assertThat(Files.readString(dump)).contains(user.userName(), user.number());
        }
    }

    /** The search itself must be able to find, each form and wherever it begins in a longer text. */
    @Test
    void everyFormIsFound(@TempDir Path folder) throws IOException {
        String secret = "Täst 7 + secret";
        MarkedSecrets secrets = new MarkedSecrets();
        secrets.add("secret", secret);
        secrets.add("code", "042137");
        byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
        Map<String, String> forms = SecretForms.of(octets);

        forms.forEach((form, text) -> assertThat(secrets.findIn(form, "before " + text + " after", NOTHING))
                .as(form)
                .anyMatch(hit -> hit.contains("secret as " + form)));
        for (int before = 0; before < 15; before++) {
            byte[] longer = ("x".repeat(before) + secret + "tail").getBytes(StandardCharsets.UTF_8);
            assertThat(secrets.findIn("base64", java.util.Base64.getEncoder().encodeToString(longer), NOTHING))
                    .isNotEmpty();
            assertThat(secrets.findIn(
                            "base64url", java.util.Base64.getUrlEncoder().encodeToString(longer), NOTHING))
                    .isNotEmpty();
            assertThat(secrets.findIn("base32", SecretForms.base32(longer), NOTHING))
                    .isNotEmpty();
        }
        Files.write(folder.resolve("utf16"), "text 042137.".getBytes(StandardCharsets.UTF_16LE));
        assertThat(secrets.findIn(folder, NOTHING)).anyMatch(hit -> hit.startsWith("code as plain"));
        assertThat(secrets.findIn("a longer number", "1042137 0.042137", NOTHING))
                .isEmpty();
        // RFC 4648 section 10
        assertThat(SecretForms.base32("foobar".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("MZXW6YTBOI");
    }

    private static Map<String, String> settings(Mailboxes mailboxes) {
        Map<String, String> settings = new HashMap<>(mailboxes.settings());
        settings.put("countersign.log", "DEBUG");
        return settings;
    }

    private static Map<String, String> pages(Product product) {
        Http http = product.http();
        return Map.of(
                "metrics", product.metrics().body(),
                "not found", http.get("/no/such/page").body(),
                "problem", http.get("/api/v1/no/such").body(),
                "health", http.get("/health/ready").body(),
                "keys", product.operator().http().get("/api/v1/admin/keys").body(),
                "carriers",
                        product.operator().http().get("/api/v1/admin/carriers").body(),
                "audit", String.join("\n", new Audit(product.operator().http()).export()));
    }

    private static String smppPassword() throws IOException {
        return new ObjectMapper()
                .readTree(FOLDER.resolve("secrets.json").toFile())
                .path("smppPassword")
                .asText();
    }

    /** A dump of memory holds what memory holds: there must be none. */
    private static List<Path> crashFiles() throws IOException {
        try (Stream<Path> run = Files.walk(FOLDER);
                Stream<Path> here = Files.list(Path.of(""))) {
            return Stream.concat(run, here)
                    .filter(file ->
                            file.getFileName().toString().matches("hs_err.*|.*\\.hprof|core(\\.[0-9]+)?|.*\\.mdmp"))
                    .toList();
        }
    }
}
