package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was decided is found, and nobody changes it unseen. */
@ExtendWith(ProductExtension.class)
class AuditIT {

    /** Five seconds of a machine that does nothing else; in every build only that it comes to pass. */
    private static final Duration SEALED =
            Boolean.getBoolean("countersign.full") ? Duration.ofSeconds(6) : Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLERS = 8;
    private static final int ANSWERS = 40;

    private final Product product;
    private final Audit audit;

    @TempDir
    private Path folder;

    AuditIT(Product product) {
        this.product = product;
        this.audit = new Audit(product.operator().http());
    }

    @Test
    void everyAnswerOfALoginIsFound() {
        TestUser user = product.operator().newUser();
        String refused =
                product.portal().begin(user.userName(), "wrong password 1").text("reference");
        String unknown = product.portal()
                .begin(Operator.invent().userName(), "Pass word 1")
                .text("reference");
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        String wrong = attempt.answer(Inbox.wrong(code)).text("reference");
        attempt.answer(code);
        attempt.token();
        String closed = attempt.token().text("reference");

        assertThat(audit.list("?reference=" + refused)).hasSize(1);
        assertThat(audit.list("?reference=" + unknown))
                .as("of a name that nobody has")
                .isEmpty();
        Eventually.get(
                "its line in the log",
                PATIENCE,
                () -> logged("ref=" + unknown).stream()
                        .findFirst()
                        .filter(line -> line.contains("reason=BAD_CREDENTIALS subject=name:")));
        assertThat(List.of(wrong, closed))
                .allSatisfy(reference ->
                        assertThat(audit.list("?reference=" + reference)).isNotEmpty());
        assertThat(audit.list("?subject=" + user.userName() + "&limit=500"))
                .extracting(entry ->
                        entry.path("type").asText() + " " + entry.path("reason").asText())
                .containsExactly(
                        "LOGIN_TOKEN ATTEMPT_OVER",
                        "LOGIN_TOKEN OK",
                        "LOGIN_FACTOR OK",
                        "LOGIN_FACTOR SMS_WRONG",
                        "LOGIN_PASSWORD OK",
                        "LOGIN_PASSWORD BAD_CREDENTIALS",
                        "USER_CREATED OK");
    }

    @Test
    void pagesHaveEveryEntryOnce() {
        TestUser user = product.operator().newLockedUser();
        List<String> all = ids(audit.list("?subject=" + user.userName()));

        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            Answer page = audit.find("?limit=1&subject=" + user.userName() + (next.isEmpty() ? "" : "&after=" + next));
            page.json()
                    .path("entries")
                    .forEach(entry -> paged.add(entry.path("id").asText()));
            next = page.text("next");
        } while (!next.isEmpty());

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void timesBoundTheSearch() {
        TestUser user = product.operator().newUser();
        String at = audit.list("?subject=" + user.userName()).get(0).path("at").asText();

        assertThat(audit.list("?subject=" + user.userName() + "&from=" + at)).hasSize(1);
        assertThat(audit.list("?subject=" + user.userName() + "&to=" + at)).isEmpty();
        assertThat(audit.list("?subject=nobody.has.this")).isEmpty();
    }

    @Test
    void anEntryHasItsPlaceWithinSeconds() {
        TestUser user = product.operator().newUser();

        JsonNode sealed = Eventually.get(
                "a sealed entry",
                SEALED,
                () -> Optional.of(audit.list("?subject=" + user.userName()).get(0))
                        .filter(entry -> entry.has("sequence")));

        assertThat(sealed.path("sequence").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=yesterday",
                "?limit=0",
                "?limit=501",
                "?limit=x",
                "?reference=%3D1%2B1",
                "?after=x",
                "?form=2026-03-02T09:00:00Z",
                "?from=2026-03-02T09:00:00Z&to=2026-03-02T09:00:00Z",
                "?from=2026-03-02T09:00:00Z&from=2026-03-02T09:00:00Z",
                "/export?from=yesterday",
                "/export?subject=anna",
                "/verification?to=%00",
                "?subject=%00"
            })
    void badParametersAreRefusedWithAReason(String query) {
        Answer answer = audit.find(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?subject=%27%20or%201%3D1--", "?subject=%3Csvg%20onload%3Dx%3E"})
    void oddSubjectsFindNothing(String query) {
        assertThat(audit.list(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/export", "/verification"})
    void onlyOperatorsRead(String path) {
        assertThat(product.http().get("/api/v1/admin/audit" + path).status()).isEqualTo(401);
    }

    @Test
    void theTableHasNoFormulas() {
        TestUser user = product.operator().newLockedUser();
        product.operator().http().get("/api/v1/admin/users/" + user.userName() + "/diagnosis?case=-1");
        Answer csv = audit.http()
                .send(audit.http()
                        .request("/api/v1/admin/audit?limit=1&subject=" + user.userName())
                        .header("Accept", "text/csv")
                        .GET());

        assertThat(audit.find("?limit=1").header("Content-Type")).startsWith("application/json");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Link")).startsWith("</api/v1/admin/audit?").endsWith(">; rel=\"next\"");
        Answer next = audit.http()
                .send(audit.http()
                        .request(csv.header("Link").replaceAll("^<|>.*", ""))
                        .header("Accept", "text/csv")
                        .GET());
        assertThat(next.body().lines()).hasSize(2);
        assertThat(next.body()).isNotEqualTo(csv.body());
        assertThat(csv.body()).as("a case that begins with a sign").contains(",\"'-1\"");
        assertThat(csv.body().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split(",", -1))
                        .hasSize(9)
                        .allSatisfy(cell -> assertThat(cell).matches("\"([^=+@\t-].*)?\"")));
    }

    @Test
    void theExportIsWholeAndAChangedRowIsNamed() {
        TestUser user = product.operator().newUser();
        List<String> export = exportWith(user);
        int index = 0;
        while (!export.get(index).contains("\"type\":\"USER_CREATED\"") || index < 2) {
            index++;
        }
        List<String> changed = new ArrayList<>(export);
        changed.set(index, export.get(index).replace("USER_CREATED", "USER_LOCKED"));

        Audit.Verified whole = Audit.verify(folder, export, List.of());
        Audit.Verified found = Audit.verify(folder, changed, List.of());

        assertThat(whole.exitCode()).as(whole.said()).isZero();
        assertThat(whole.said()).startsWith("Whole: ");
        assertThat(found.exitCode()).isEqualTo(1);
        // line 1 is no entry, and the first entry has the number 1
        assertThat(found.said()).startsWith("Entry " + index + " was changed");
        assertThat(audit.verification().path("whole").asBoolean()).isTrue();
    }

    @Test
    void anOlderBackupShowsAgainstAHeadThatWasKept() {
        List<String> backup = exportWith(product.operator().newUser());
        TestUser later = product.operator().newUser();
        long place = place(exportWith(later), later);
        product.time().advance(Duration.ofSeconds(61));
        String kept = Eventually.get(
                "a head of the later entry",
                PATIENCE,
                () -> heads().stream().filter(line -> sequenceOf(line) >= place).findFirst());

        Audit.Verified alone = Audit.verify(folder, backup, List.of());
        Audit.Verified against = Audit.verify(folder, backup, List.of(kept));

        assertThat(alone.exitCode()).as(alone.said()).isZero();
        assertThat(alone.said()).contains("No kept head was given");
        assertThat(against.exitCode()).isEqualTo(1);
        assertThat(against.said())
                .contains("are missing", "an older backup was restored")
                .doesNotContain("No kept head was given");
    }

    @Test
    void theHeadsAreSignedByThePublishedKey() {
        List<String> heads = Eventually.get(
                "a head",
                PATIENCE,
                () -> Optional.of(Audit.heads(audit.export())).filter(list -> !list.isEmpty()));
        Answer keys = product.http().get("/.well-known/audit-jwks.json");

        assertThat(keys.json().path("keys").findValuesAsText("kid")).isNotEmpty();
        assertThat(keys.body()).doesNotContain("\"d\"");
        assertThat(Audit.verify(folder, audit.export(), heads).exitCode()).isZero();
    }

    /** On one node: what was answered has its entry, the chain is unbroken, and nothing waits for long. */
    @Test
    void aKillLeavesOneUnbrokenChainWithEverythingThatWasAnswered() throws InterruptedException {
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<CompletableFuture<Void>> calls = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> refuseUntil(over, answered), callers))
                .limit(CALLERS)
                .toList();
        Eventually.get(
                "answers", Duration.ofMinutes(2), () -> Optional.of(answered).filter(list -> list.size() >= ANSWERS));

        product.killAndRestartServer();
        over.set(true);
        callers.shutdown();
        assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        calls.forEach(CompletableFuture::join);

        assertThat(Audit.lines(audit.awaitWhole(SEALED, folder), "entry")
                        .map(entry -> entry.path("reference").asText()))
                .containsAll(answered);
    }

    private void refuseUntil(AtomicBoolean over, Queue<String> answered) {
        while (!over.get()) {
            try {
                Answer answer =
                        product.portal().begin(product.operator().newUser().userName(), "Wrong word 1");
                if (answer.status() == 401) {
                    answered.add(answer.text("reference"));
                }
            } catch (UncheckedIOException e) {
                // The server is away; what it did not answer needs no entry.
                over.compareAndSet(false, true);
            }
        }
    }

    /** An export in which the user's creation has its place. */
    private List<String> exportWith(TestUser user) {
        String id = audit.list("?subject=" + user.userName()).get(0).path("id").asText();
        return Eventually.get(
                "an export with the entry",
                PATIENCE,
                () -> Optional.of(audit.export())
                        .filter(lines -> Audit.lines(lines, "entry")
                                .anyMatch(entry -> entry.path("id").asText().equals(id))));
    }

    private long place(List<String> export, TestUser user) {
        String id = audit.list("?subject=" + user.userName()).get(0).path("id").asText();
        return Audit.lines(export, "entry")
                .filter(entry -> entry.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow()
                .path("sequence")
                .asLong();
    }

    /** Log lines with a head, as somebody would keep them who has the log alone. */
    private List<String> heads() {
        return logged("audit head sequence=");
    }

    private List<String> logged(String text) {
        try (Stream<String> lines = Files.lines(product.logs().resolve("server.log"))) {
            return lines.filter(line -> line.contains(text)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sequenceOf(String line) {
        return Long.parseLong(line.replaceFirst(".*audit head sequence=([0-9]+) .*", "$1"));
    }

    private static List<String> ids(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("id").asText()).toList();
    }
}
