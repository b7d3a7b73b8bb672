package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The audit as an operator sees it, and the program that verifies it elsewhere. */
record Audit(Http http) {

    private static final Path PROGRAM =
            Path.of("").toAbsolutePath().getParent().resolve("ear/target/server/countersign/bin/countersign");

    Answer find(String query) {
        return http.get("/api/v1/admin/audit" + query);
    }

    /** Entries that a query finds. */
    List<JsonNode> list(String query) {
        Answer answer = find(query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<JsonNode> entries = new ArrayList<>();
        answer.json().path("entries").forEach(entries::add);
        return entries;
    }

    JsonNode verification() {
        return http.get("/api/v1/admin/audit/verification").json();
    }

    /** The lines of a whole export. */
    List<String> export() {
        Answer answer = http.get("/api/v1/admin/audit/export");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    /** The export once everything is sealed, which must be within this time; the chain must be whole here and for the program. */
    List<String> awaitWhole(Duration time, Path folder) {
        JsonNode verdict = Eventually.get(
                "everything sealed",
                time,
                () -> Optional.of(verification())
                        .filter(found -> found.path("unsealed").asLong() == 0));
        assertThat(verdict.path("findings")).isEmpty();
        List<String> export = export();
        assertThat(verify(folder, export, List.of()).said()).startsWith("Whole: ");
        return export;
    }

    /** Heads in an export as JWS, the oldest first. */
    static List<String> heads(List<String> export) {
        return lines(export, "head").map(line -> line.path("jws").asText()).toList();
    }

    /** Lines of a kind. */
    static Stream<JsonNode> lines(List<String> export, String kind) {
        ObjectMapper json = new ObjectMapper();
        return export.stream()
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(line -> line.path("kind").asText().equals(kind));
    }

    /** Runs the program on the lines, in a new folder. */
    static Verified verify(Path folder, List<String> export, List<String> keptHeads) {
        try {
            Path file = Files.write(folder.resolve("export.ndjson"), export);
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "audit", "verify", file.toString()));
            if (!keptHeads.isEmpty()) {
                Path heads = Files.write(folder.resolve("heads"), keptHeads);
                command.addAll(List.of("--head", heads.toString()));
            }
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verified(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the program said. */
    record Verified(int exitCode, String said) {}
}
