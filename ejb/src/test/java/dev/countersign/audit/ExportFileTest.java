package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.countersign.audit.Finding.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is verified by itself. */
class ExportFileTest {

    private static final ECKey KEY = Chains.key("k1");
    private static final List<ChainLink> CHAIN = Chains.ofLength(6);
    private static final List<SignedHead> HEADS =
            List.of(Chains.sign(CHAIN.get(2), KEY), Chains.sign(CHAIN.get(4), KEY));

    @TempDir
    private Path folder;

    @Test
    void isWholeAsItWasWritten() throws IOException {
        Verdict verdict = verify(lines());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(6);
        assertThat(verdict.heads()).isEqualTo(2);
    }

    @Test
    void namesTheEntryOfAChangedLine() throws IOException {
        List<String> lines = lines();
        lines.set(4, lines.get(4).replace("\"reason\":\"OK\"", "\"reason\":\"NO\""));

        Verdict verdict = verify(lines);

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Kind.CHANGED);
        assertThat(verdict.findings().get(0).sentence()).startsWith("Entry 4 was changed");
    }

    /** As a disk does it, or somebody who hopes that the night's job takes a file that cannot be read for no alarm. */
    @Test
    void namesTheEntryInWhichAnOctetIsNoText() throws IOException {
        Path file = write(lines());
        byte[] octets = Files.readAllBytes(file);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        octets[text.indexOf("\"reason\":\"OK\"") + "\"reason\":\"".length()] = (byte) 0xFF;
        Files.write(file, octets);

        Verdict verdict = ExportFile.verify(file, taker -> {}, ExpectedSpan.WHOLE, Optional.empty());

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Kind.CHANGED);
    }

    @Test
    void readsKeptHeadsBesideOctetsThatAreNoText() throws IOException {
        Path file = folder.resolve("heads");
        String jws = HEADS.get(0).jws();
        Files.write(file, ("\u00ff\n" + jws + "\n").getBytes(StandardCharsets.ISO_8859_1));

        List<String> found = new ArrayList<>();
        new HeadFile(file).forEach(found::add);

        assertThat(found).hasSize(2).contains(jws);
    }

    @Test
    void namesADeletedLineFirstAndTheCountThen() throws IOException {
        List<String> lines = lines();
        lines.remove(4);

        assertThat(verify(lines).findings()).extracting(Finding::kind).containsExactly(Kind.MISSING, Kind.UNREADABLE);
    }

    @Test
    void missesTheTailByTheHeadsInside() throws IOException {
        Verdict verdict = verify(Chains.export(CHAIN.subList(0, 4), List.of(), HEADS, List.of(KEY)));

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Kind.TRUNCATED);
    }

    @Test
    void missesTheTailByAHeadKeptOutside() throws IOException {
        List<String> backup = Chains.export(CHAIN.subList(0, 4), List.of(), HEADS.subList(0, 1), List.of(KEY));
        SignedHead kept = HEADS.get(1);

        assertThat(verify(backup).findings()).isEmpty();
        assertThat(verify(backup, kept.jws()).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.TRUNCATED);
    }

    /** The file is of entries 1 to 4 and was made before the head of entry 5 was signed, says who verifies it, not the file. */
    @Test
    void doesNotMissWhatWasSignedAfterTheMomentUpToWhichItMustGo() throws IOException {
        List<String> early = Chains.export(CHAIN.subList(0, 4), List.of(), HEADS.subList(0, 1), List.of(KEY));
        SignedHead later = HEADS.get(1);
        Instant margin = later.time().plus(AuditSettings.SEALING_LIMIT);

        assertThat(verify(early, Optional.of(margin.minusMillis(1)), later.jws())
                        .findings())
                .isEmpty();
        assertThat(verify(early, Optional.of(margin), later.jws()).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.TRUNCATED);
    }

    @Test
    void holdsWhatItHasAgainstALaterHeadToo() throws IOException {
        List<String> rewritten = Chains.export(Chains.rewritten(CHAIN, 3), List.of(), List.of(), List.of(KEY));

        assertThat(verify(rewritten, Optional.of(Chains.NOW), HEADS.get(1).jws())
                        .findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.REWRITTEN);
    }

    /** Who took its beginning away has the file call itself a part, whose beginning is elsewhere. */
    @Test
    void doesNotTakeTheFilesWordForWhereItBegins() throws IOException {
        List<String> cut = part(3);

        assertThat(verify(cut, HEADS.get(0).jws(), HEADS.get(1).jws()).findings())
                .extracting(Finding::kind, Finding::sequence)
                .containsExactly(tuple(Kind.MISSING, 1L));
        assertThat(verify(cut, ExpectedSpan.WHOLE.from("3")).findings())
                .extracting(Finding::kind, Finding::sequence)
                .containsExactly(tuple(Kind.MISSING, 3L));
    }

    @Test
    void isWholeFromThePlaceOnThatWhoeverVerifiesItNames() throws IOException {
        Verdict verdict =
                verify(part(3), ExpectedSpan.WHOLE.from("4"), HEADS.get(0).jws());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.first()).isEqualTo(4);
        assertThat(verdict.headsBefore()).isEqualTo(1);
        assertThat(verify(part(2), ExpectedSpan.WHOLE.from("4")).isWhole())
                .as("an entry more in front of it")
                .isTrue();
    }

    /** Of heads that were kept and are of places behind it. */
    @Test
    void missesAllOfAPartThatIsEmpty() throws IOException {
        List<String> empty = part(6);

        assertThat(verify(empty, ExpectedSpan.WHOLE.from("5"), HEADS.get(0).jws())
                        .isWhole())
                .isTrue();
        assertThat(verify(empty, ExpectedSpan.WHOLE.from("5"), HEADS.get(1).jws())
                        .findings())
                .extracting(Finding::kind, Finding::sequence)
                .containsExactly(tuple(Kind.TRUNCATED, 5L));
    }

    @Test
    void printsWhereAPartBeginsAndWhatItWasNotHeldAgainst() throws IOException {
        assertThat(printed(verify(
                        part(3), ExpectedSpan.WHOLE.from("4"), HEADS.get(0).jws())))
                .containsExactly(
                        "1 of the heads are of places before entry 4, with which the file begins: they were held against"
                                + " nothing.",
                        "Whole: 3 sealed entries from place 4 on, 2 signed heads, 0 entries not sealed yet.");
    }

    /** Nobody has to say up to when: a file that lacks its end contradicts the heads in it. */
    @Test
    void missesTheTailByTheHeadsInsideWhateverTheMoment() throws IOException {
        List<String> cut = Chains.export(CHAIN.subList(0, 4), List.of(), HEADS, List.of(KEY));

        assertThat(verify(cut, Optional.of(Chains.NOW)).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.TRUNCATED);
    }

    @Test
    void takesHeadsInAnyOrder() throws IOException {
        List<String> lines = Chains.export(CHAIN, List.of(), List.of(HEADS.get(1), HEADS.get(0)), List.of(KEY));
        List<ChainLink> rewritten = Chains.rewritten(CHAIN, 3);
        SignedHead other = Chains.sign(rewritten.get(3), KEY);

        assertThat(verify(lines).findings()).isEmpty();
        assertThat(verify(lines, HEADS.get(1).jws(), other.jws()).findings())
                .extracting(Finding::kind, Finding::sequence)
                .containsExactly(tuple(Kind.REWRITTEN, 4L));
    }

    @Test
    void countsHeadsThatAreNotSignedAndNamesAHundred() throws IOException {
        List<SignedHead> foreign = Collections.nCopies(103, Chains.sign(CHAIN.get(4), Chains.key("k1")));

        List<Finding> findings =
                verify(Chains.export(CHAIN, List.of(), foreign, List.of(KEY))).findings();

        assertThat(findings).hasSize(101);
        assertThat(findings.get(100).sentence()).startsWith("3 more heads");
    }

    @Test
    void doesNotTakeAHeadOfAnotherKey() throws IOException {
        SignedHead foreign = Chains.sign(CHAIN.get(4), Chains.key("k1"));

        assertThat(verify(Chains.export(CHAIN, List.of(), List.of(foreign), List.of(KEY)))
                        .findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.BAD_SIGNATURE);
    }

    @Test
    void doesNotTakeAHeadWhosePayloadWasChanged() throws IOException {
        String[] parts = HEADS.get(1).jws().split("\\.", -1);
        String[] other = HEADS.get(0).jws().split("\\.", -1);

        assertThat(verify(lines(), parts[0] + "." + other[1] + "." + parts[2]).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.BAD_SIGNATURE);
    }

    /** Whoever can write an export can write keys into it: keys kept outside go before them. */
    @Test
    void takesTrustedKeysInsteadOfThoseInTheFile() throws IOException {
        ECKey own = Chains.key("k1");
        List<ChainLink> forged = Chains.rewritten(CHAIN, 3);
        List<String> lines = Chains.export(forged, List.of(), List.of(Chains.sign(forged.get(4), own)), List.of(own));
        JWKSet trusted = new JWKSet(KEY.toPublicJWK());

        assertThat(verify(lines).findings()).isEmpty();
        assertThat(ExportFile.verify(
                                write(lines),
                                List.of(HEADS.get(1).jws())::forEach,
                                ExpectedSpan.WHOLE,
                                Optional.of(trusted))
                        .findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.REWRITTEN, Kind.BAD_SIGNATURE);
    }

    @Test
    void namesEntriesWithoutAPlaceForOverFiveSeconds() throws IOException {
        // exported at second 1000
        List<EntryContent> waiting = List.of(Chains.content(994, "OK"), Chains.content(995, "OK"));

        Verdict verdict = verify(Chains.export(CHAIN, waiting, HEADS, List.of(KEY)));

        assertThat(verdict.unsealed()).isEqualTo(2);
        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Kind.UNSEALED);
        assertThat(verdict.findings().get(0).sentence()).contains("id 994");
    }

    @Test
    void tellsAFileThatEndsEarly() throws IOException {
        List<String> lines = lines();
        lines.remove(lines.size() - 1);

        assertThat(verify(lines).findings()).extracting(Finding::kind).containsExactly(Kind.UNREADABLE);
    }

    @Test
    void namesALineThatCannotBeRead() throws IOException {
        List<String> lines = lines();
        lines.set(3, "{\"kind\":\"entry\",");

        assertThat(verify(lines).findings())
                .extracting(Finding::sentence)
                .anyMatch(sentence -> sentence.startsWith("Line 4 of the file"));
    }

    /** It would be read as something that the entry says. */
    @Test
    void namesALineWithAFieldThatNoHashCovers() throws IOException {
        List<EntryContent> waiting = List.of(Chains.content(998, "OK"));
        List<String> lines = new ArrayList<>(Chains.export(CHAIN, waiting, HEADS, List.of(KEY)));
        lines.replaceAll(line ->
                line.contains("\"reason\"") ? line.replace("\"reason\":", "\"note\":\"forged\",\"reason\":") : line);

        assertThat(verify(lines).findings())
                .extracting(Finding::sentence)
                .filteredOn(sentence -> sentence.endsWith("has a field that an entry has not."))
                .hasSize(CHAIN.size() + waiting.size());
    }

    @Test
    void isNoExportWithoutItsFirstLine() throws IOException {
        List<String> lines = lines();
        lines.remove(0);

        assertThat(verify(lines).isWhole()).isFalse();
        assertThat(verify(List.of()).isWhole()).isFalse();
        assertThat(verify(List.of("no export")).isWhole()).isFalse();
    }

    @Test
    void findsHeadsInEventsAndLogLines() throws IOException {
        Path file = folder.resolve("heads");
        String jws = HEADS.get(0).jws();
        Files.writeString(
                file, jws + "\n{\"sequence\":3,\"jws\":\"" + jws + "\"}\n\naudit head sequence=3 jws=" + jws + "\"}\n");

        List<String> found = new ArrayList<>();
        new HeadFile(file).forEach(found::add);
        assertThat(found).containsExactly(jws, jws, jws);
    }

    @Test
    void aFileWithoutAHeadIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("heads"), "\n\n");

        assertThatThrownBy(() -> new HeadFile(file).forEach(head -> {})).isInstanceOf(IOException.class);
    }

    @Test
    void printsSentences() throws IOException {
        List<String> lines = lines();
        lines.set(4, lines.get(4).replace("\"reason\":\"OK\"", "\"reason\":\"NO\""));

        assertThat(printed(verify(lines)))
                .containsExactly(
                        "Entry 4 was changed: what it says does not give its chain hash (id 104).",
                        "NOT WHOLE: 6 sealed entries from place 1 on, 2 signed heads, 0 entries not sealed yet.");
    }

    private static Stream<String> printed(Verdict verdict) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AuditCommand.print(verdict, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines();
    }

    /** The last entries as an export that has a {@code from}. */
    private static List<String> part(int cut) {
        List<SignedHead> heads =
                HEADS.stream().filter(head -> head.head().sequence() > cut).toList();
        List<String> lines =
                new ArrayList<>(Chains.export(CHAIN.subList(cut, CHAIN.size()), List.of(), heads, List.of(KEY)));
        lines.set(0, lines.get(0).replace("\"retention\"", "\"from\":\"2026-01-01T00:00:00Z\",\"retention\""));
        return lines;
    }

    private static List<String> lines() {
        return new ArrayList<>(Chains.export(CHAIN, List.of(), HEADS, List.of(KEY)));
    }

    private Verdict verify(List<String> lines, String... keptHeads) throws IOException {
        return verify(lines, Optional.empty(), keptHeads);
    }

    private Verdict verify(List<String> lines, Optional<Instant> until, String... keptHeads) throws IOException {
        return verify(lines, new ExpectedSpan(1, until), keptHeads);
    }

    private Verdict verify(List<String> lines, ExpectedSpan span, String... keptHeads) throws IOException {
        return ExportFile.verify(write(lines), List.of(keptHeads)::forEach, span, Optional.empty());
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(folder.resolve("export.ndjson"), lines);
    }
}
