package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The octets that are hashed, as docs/audit.md defines them. */
class EntryContentTest {

    private static final EntryContent CONTENT = new EntryContent(
            51,
            Instant.parse("2026-03-02T09:00:00.123456Z"),
            "user",
            "user:50",
            "LOGIN_PASSWORD",
            "OK",
            "7QK2-M0XD",
            "0b0d7c62-5d2b-4c3e-9a44-5c7f0a6d1e11");

    /** Computed apart from this code, by docs/audit.md alone. */
    @Test
    void hashesAsTheDocumentSays() {
        assertThat(CONTENT.digest()).isEqualTo("28b0b4299423cf3758f9015c2f690f989389d8bd5d1cc8d85aa0a834604428e4");
        assertThat(ChainHead.START.next(CONTENT, "audit-1.bWFj").chainHash())
                .isEqualTo("d38053406ad59bf36072624a9c9d42b0d4401bd7bd4359ab4005b8b9cb2affa3");
    }

    @Test
    void givesEveryFieldAHashOfItsOwn() {
        Instant at = CONTENT.at();
        assertThat(List.of(
                        new EntryContent(1, at, "ab", "c", "T", "R", "F", "X").digest(),
                        new EntryContent(2, at, "ab", "c", "T", "R", "F", "X").digest(),
                        new EntryContent(1, at.plusNanos(1000), "ab", "c", "T", "R", "F", "X").digest(),
                        new EntryContent(1, at, "a", "bc", "T", "R", "F", "X").digest(),
                        new EntryContent(1, at, "ab", "", "cT", "R", "F", "X").digest(),
                        new EntryContent(1, at, "ab", "c", "U", "R", "F", "X").digest(),
                        new EntryContent(1, at, "ab", "c", "T", "S", "F", "X").digest(),
                        new EntryContent(1, at, "ab", "c", "T", "R", "G", "X").digest(),
                        new EntryContent(1, at, "ab", "c", "T", "R", "F", "Y").digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void countsMicrosecondsAndNoFinerTime() {
        EntryContent finer = Chains.content(1, "OK");
        EntryContent same = new EntryContent(
                1, finer.at().plusNanos(999), "user", "user:50", "LOGIN_PASSWORD", "OK", "7QK2-M0XD", "attempt1");

        assertThat(same).isEqualTo(finer);
    }

    @Test
    void knowsContentThatItsKeyHasHashed() {
        Secrets secrets = new Secrets(new KeysInMemory());
        String mac = secrets.hash(Purpose.AUDIT, "audit-entry", CONTENT.digest());

        assertThat(AuditEntry.isAuthentic(CONTENT, mac, secrets)).isTrue();
        assertThat(AuditEntry.isAuthentic(Chains.content(51, "OK"), mac, secrets))
                .isFalse();
        assertThat(AuditEntry.isAuthentic(CONTENT, "gone-7.bWFj", secrets)).isFalse();
        assertThat(AuditEntry.isAuthentic(CONTENT, "", secrets)).isFalse();
    }

    @Test
    void readsItsOwnPositions() {
        EntryPosition position = EntryPosition.of(CONTENT);

        assertThat(EntryPosition.parse(position.text())).contains(position);
        assertThat(EntryPosition.parse("")).isEmpty();
        assertThat(EntryPosition.parse("1-x")).isEmpty();
        assertThat(EntryPosition.parse("999999999999999999-1")).isEmpty();
    }
}
