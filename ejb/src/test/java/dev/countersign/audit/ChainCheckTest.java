package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manipulation of a chain is found, and the first bad entry is named. */
class ChainCheckTest {

    private static final ECKey KEY = Chains.key("k1");
    private static final List<ChainLink> CHAIN = Chains.ofLength(10);

    private final List<ChainLink> links = new ArrayList<>(CHAIN);

    @Test
    void findsNothingInAWholeChain() {
        assertThat(check(links, head(4), head(10))).isEmpty();
    }

    /** A server signs it before it has written anything. */
    @Test
    void aHeadOfTheEmptyChainIsOfNothingBeforeTheFirstEntry() {
        ChainCheck check = ChainCheck.ofWhole(
                Stream.of(new ExpectedHead(ChainHead.START, Chains.NOW, true), ExpectedHead.due(head(10)))
                        .iterator());
        links.forEach(check::take);

        assertThat(check.end()).isEmpty();
        assertThat(check.headsBefore()).isZero();
    }

    @Test
    void findsNothingInAnEmptyChain() {
        assertThat(check(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void namesAChangedEntry(int sequence) {
        links.set(sequence - 1, Chains.changed(links.get(sequence - 1)));

        assertFinding(check(links), Kind.CHANGED, sequence);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void namesADeletedEntry(int sequence) {
        links.remove(sequence - 1);

        assertFinding(check(links), Kind.MISSING, sequence);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void namesAMovedEntry(int sequence) {
        Collections.swap(links, sequence - 1, sequence);

        assertFinding(check(links), Kind.REORDERED, sequence);
    }

    @Test
    void namesAnEntryWhoseNumberWasSwapped() {
        links.set(4, withSequence(CHAIN.get(5), 5));
        links.set(5, withSequence(CHAIN.get(4), 6));

        assertFinding(check(links), Kind.CHANGED, 5);
    }

    @Test
    void namesAnInsertedCopy() {
        links.add(7, CHAIN.get(4));

        assertFinding(check(links), Kind.INSERTED, 5);
    }

    @Test
    void namesAnInsertedEntryThatIsWholeInItself() {
        links.add(4, CHAIN.get(3).head().next(Chains.content(999, "OK"), "audit-1.forged"));

        assertFinding(check(links), Kind.INSERTED, 5);
    }

    @Test
    void namesAReplacedEntryThatIsWholeInItselfByTheOneBehind() {
        links.set(4, CHAIN.get(3).head().next(Chains.content(999, "OK"), "audit-1.forged"));

        assertFinding(check(links), Kind.CHANGED, 6);
    }

    @Test
    void namesWhereAChainRewrittenToItsEndLeavesWhatWasSigned() {
        assertFinding(check(Chains.rewritten(CHAIN, 4), head(3), head(8)), Kind.REWRITTEN, 4);
    }

    @Test
    void cannotSeeARewrittenEndThatNoHeadCovers() {
        assertThat(check(Chains.rewritten(CHAIN, 8), head(8))).isEmpty();
    }

    @Test
    void namesWhatWasCutOffAgainstAHead() {
        assertFinding(check(links.subList(0, 7), head(10)), Kind.TRUNCATED, 8);
    }

    /** Somebody says that the chain need not go so far; what it has must be what was signed all the same. */
    @Test
    void doesNotMissWhatAHeadSaysThatIsNotDue() {
        ExpectedHead later = new ExpectedHead(CHAIN.get(9).head(), Chains.NOW, false);
        ChainCheck cut =
                ChainCheck.ofWhole(Stream.of(ExpectedHead.due(head(5)), later).iterator());
        links.subList(0, 7).forEach(cut::take);
        ChainCheck rewritten = ChainCheck.ofWhole(List.of(later).iterator());
        Chains.rewritten(CHAIN, 4).forEach(rewritten::take);

        assertThat(cut.end()).isEmpty();
        assertFinding(rewritten.end(), Kind.REWRITTEN, 1);
    }

    @Test
    void namesAChainThatIsGoneAltogether() {
        assertFinding(check(List.of(), head(10)), Kind.TRUNCATED, 1);
    }

    @Test
    void namesAnOlderBackupThatWentOn() {
        List<ChainLink> regrown = new ArrayList<>(CHAIN.subList(0, 6));
        for (int i = 0; i < 6; i++) {
            ChainHead last = regrown.get(regrown.size() - 1).head();
            regrown.add(last.next(Chains.content(200 + i, "OK"), "audit-1.new" + i));
        }

        assertFinding(check(regrown, head(6), head(10)), Kind.REWRITTEN, 7);
    }

    @Test
    void tellsADeclaredRestore() {
        List<ChainLink> regrown = new ArrayList<>(CHAIN.subList(0, 6));
        ChainHead raised = new ChainHead(6, CHAIN.get(5).chainHash(), 2);
        regrown.add(raised.next(Chains.content(200, "OK"), "audit-1.new"));

        assertThat(check(regrown, head(10)).orElseThrow().sentence()).contains("epoch was raised from 1 to 2");
    }

    @Test
    void keepsTheHeadThatSaysOtherwiseOfTwoAtOnePlace() {
        SignedHead other = HeadSignature.sign(new ChainHead(10, "f".repeat(64), 1), Chains.NOW, KEY);

        assertFinding(check(links, head(10), other), Kind.REWRITTEN, 1);
    }

    @Test
    void namesAnEpochThatGoesBack() {
        ChainLink five = new ChainHead(4, CHAIN.get(3).chainHash(), 2).next(Chains.content(105, "OK"), "audit-1.mac5");
        ChainLink six = new ChainHead(5, five.chainHash(), 1).next(Chains.content(106, "OK"), "audit-1.mac6");

        assertFinding(
                check(List.of(CHAIN.get(0), CHAIN.get(1), CHAIN.get(2), CHAIN.get(3), five, six)), Kind.CHANGED, 6);
    }

    @Test
    void takesAPartFromItsFirstEntry() {
        ChainCheck check = ChainCheck.ofPart(due(head(3), head(8)));
        links.subList(4, 10).forEach(check::take);

        assertThat(check.end()).isEmpty();
        assertThat(check.entries()).isEqualTo(6);
    }

    @Test
    void findsAChangeInAPart() {
        ChainCheck check = ChainCheck.ofPart(due());
        check.take(CHAIN.get(4));
        check.take(Chains.changed(CHAIN.get(5)));

        assertFinding(check.end(), Kind.CHANGED, 6);
    }

    private static Optional<Finding> check(List<ChainLink> chain, SignedHead... heads) {
        ChainCheck check = ChainCheck.ofWhole(due(heads));
        chain.forEach(check::take);
        return check.end();
    }

    private static Iterator<ExpectedHead> due(SignedHead... heads) {
        return Stream.of(heads).map(ExpectedHead::due).iterator();
    }

    private static SignedHead head(int sequence) {
        return Chains.sign(CHAIN.get(sequence - 1), KEY);
    }

    private static ChainLink withSequence(ChainLink link, long sequence) {
        return new ChainLink(link.content(), link.mac(), sequence, link.epoch(), link.previousHash(), link.chainHash());
    }

    private static void assertFinding(Optional<Finding> finding, Kind kind, long sequence) {
        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.kind()).isEqualTo(kind);
            assertThat(found.sequence()).isEqualTo(sequence);
            assertThat(found.sentence()).contains(Long.toString(sequence));
        });
    }
}
