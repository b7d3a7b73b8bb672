package dev.countersign.audit;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.countersign.audit.Finding.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An export, verified by itself: the chain is computed anew, the heads are held against their signatures and against the
 * chain. Read three times, because heads and keys stand behind the entries, and may be many.
 */
final class ExportFile {

    private static final int MOST_BAD_HEADS = 100;

    private final Path file;
    private final List<Finding> findings = new ArrayList<>();
    private final List<JWK> published = new ArrayList<>();
    private final PackedHeads signed = new PackedHeads();
    private Instant exportedAt = Instant.EPOCH;
    private boolean ended;
    private long entries;
    private long unsealed;
    private long heads;
    private long badHeads;

    private ExportFile(Path file) {
        this.file = file;
    }

    /**
     * Verifies the file.
     *
     * @param kept heads that were kept elsewhere
     * @param span what the file must hold
     * @param trusted keys that were kept elsewhere; without them those in the file are taken
     */
    static Verdict verify(Path file, KeptHeads kept, ExpectedSpan span, Optional<JWKSet> trusted) throws IOException {
        return new ExportFile(file).verify(kept, span, trusted);
    }

    private Verdict verify(KeptHeads kept, ExpectedSpan span, Optional<JWKSet> trusted) throws IOException {
        read(this::prepare);
        if (!ended && findings.isEmpty()) {
            findings.add(new Finding(Kind.UNREADABLE, 0, "The file ends early: its last line must be of kind end."));
        }
        JWKSet keys = trusted.orElseGet(() -> new JWKSet(published));
        addHeads(kept, span.until(), keys);
        ChainCheck check = ChainCheck.ofAllFrom(span.from(), signed.ascending());
        read((number, line) -> {
            if (ExportLines.kind(line).equals("entry")) {
                check.take(ExportLines.link(line));
            }
        });
        check.end().ifPresent(finding -> findings.add(0, finding));
        return new Verdict(check.first(), check.entries(), unsealed, signed.size(), check.headsBefore(), findings);
    }

    private void addHeads(KeptHeads kept, Optional<Instant> until, JWKSet keys) throws IOException {
        read((number, line) -> {
            if (ExportLines.kind(line).equals("head")) {
                find(ExportLines.text(line, "jws"), "A head in the export", keys)
                        .ifPresent(head -> signed.add(head, true));
            }
        });
        Optional<Instant> due = until.map(at -> at.minus(AuditSettings.SEALING_LIMIT));
        kept.forEach(jws -> find(jws, "A head that was kept outside", keys)
                .ifPresent(head ->
                        signed.add(head, due.map(at -> !head.time().isAfter(at)).orElse(true))));
        if (badHeads > MOST_BAD_HEADS) {
            findings.add(new Finding(
                    Kind.BAD_SIGNATURE,
                    0,
                    (badHeads - MOST_BAD_HEADS) + " more heads are not signed by one of the keys."));
        }
    }

    private void prepare(long number, Map<String, Object> line) {
        String kind = ExportLines.kind(line);
        if ((number == 1) != kind.equals("export")) {
            throw new IllegalArgumentException("must not be of kind " + kind);
        }
        switch (kind) {
            case "export" -> open(line);
            case "entry" -> entries++;
            case "unsealed" -> addUnsealed(ExportLines.unsealed(line));
            case "head" -> heads++;
            case "key" -> published.add(key(line));
            case "end" -> end(line);
            default -> throw new IllegalArgumentException("has a kind that this program does not know");
        }
    }

    private void open(Map<String, Object> line) {
        if (ExportLines.number(line, "form") != 1) {
            throw new IllegalArgumentException("has a form that this program does not know");
        }
        exportedAt = ExportLines.instant(line, "exportedAt");
    }

    private void end(Map<String, Object> line) {
        ended = true;
        compareCount("entries", ExportLines.number(line, "entries"), entries);
        compareCount("unsealed entries", ExportLines.number(line, "unsealed"), unsealed);
        compareCount("heads", ExportLines.number(line, "heads"), heads);
    }

    private void compareCount(String what, long said, long there) {
        if (said != there) {
            findings.add(new Finding(
                    Kind.UNREADABLE, 0, "The last line counts " + said + " " + what + ", the file has " + there + "."));
        }
    }

    private void addUnsealed(EntryContent content) {
        unsealed++;
        if (content.at().isBefore(exportedAt.minus(AuditSettings.SEALING_LIMIT))) {
            findings.add(unsealed(content));
        }
    }

    static Finding unsealed(EntryContent content) {
        return new Finding(
                Kind.UNSEALED,
                0,
                "The entry with id " + content.id() + " and reference " + content.reference()
                        + " has had no place in the chain for over 5 seconds.");
    }

    private Optional<SignedHead> find(String jws, String what, JWKSet keys) {
        Optional<SignedHead> head = HeadSignature.verify(jws, keys);
        if (head.isEmpty() && ++badHeads <= MOST_BAD_HEADS) {
            findings.add(new Finding(Kind.BAD_SIGNATURE, 0, what + " is not signed by one of the keys: " + jws));
        }
        return head;
    }

    private static JWK key(Map<String, Object> line) {
        try {
            return JWK.parse(JSONObjectUtils.getJSONObject(line, "jwk"));
        } catch (ParseException | NullPointerException e) {
            throw new IllegalArgumentException("has no key");
        }
    }

    /** Gives each line to the reader; what cannot be read is found once, by its line. */
    private void read(LineReader reader) throws IOException {
        try (BufferedReader lines = TextLines.open(file)) {
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    reader.read(number, ExportLines.parse(line));
                } catch (IllegalArgumentException | ArithmeticException e) {
                    unreadable(number, String.valueOf(e.getMessage()));
                }
                number++;
            }
        }
    }

    private void unreadable(long number, String why) {
        Finding finding = new Finding(Kind.UNREADABLE, 0, "Line " + number + " of the file " + why + ".");
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** Takes one line. */
    @FunctionalInterface
    private interface LineReader {

        void read(long number, Map<String, Object> line);
    }
}
