package dev.countersign.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes chains and exports for tests. */
final class Chains {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Chains() {}

    /** A chain of entries with the ids 101, 102 and so on, one a second. */
    static List<ChainLink> ofLength(int length) {
        List<ChainLink> links = new ArrayList<>();
        ChainHead head = ChainHead.START;
        for (int i = 1; i <= length; i++) {
            ChainLink link = head.next(content(100 + i, "OK"), "audit-1.mac" + i);
            links.add(link);
            head = link.head();
        }
        return links;
    }

    static EntryContent content(long id, String reason) {
        return new EntryContent(
                id, NOW.plusSeconds(id), "user", "user:50", "LOGIN_PASSWORD", reason, "7QK2-M0XD", "attempt" + id);
    }

    /** The same link with another content, its hash left as it was. */
    static ChainLink changed(ChainLink link) {
        EntryContent other = content(link.content().id(), "CHANGED");
        return new ChainLink(other, link.mac(), link.sequence(), link.epoch(), link.previousHash(), link.chainHash());
    }

    /** The chain with one entry's content replaced and every hash from there on computed anew. */
    static List<ChainLink> rewritten(List<ChainLink> links, int index) {
        List<ChainLink> out = new ArrayList<>(links.subList(0, index));
        ChainHead head = index == 0 ? ChainHead.START : links.get(index - 1).head();
        for (int i = index; i < links.size(); i++) {
            EntryContent content =
                    i == index ? changed(links.get(i)).content() : links.get(i).content();
            ChainLink link = head.next(content, links.get(i).mac());
            out.add(link);
            head = link.head();
        }
        return out;
    }

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static SignedHead sign(ChainLink link, ECKey key) {
        return HeadSignature.sign(link.head(), link.content().at().plusSeconds(1), key);
    }

    /** Lines of an export. */
    static List<String> export(
            List<ChainLink> links, List<EntryContent> unsealed, List<SignedHead> heads, List<ECKey> keys) {
        List<String> lines = new ArrayList<>();
        ExportRange range = new ExportRange(Optional.empty(), Optional.empty());
        lines.add(ExportLines.export(new ExportScope(range, NOW.plusSeconds(1000), Period.ofYears(7), 1, 99, 9)));
        links.forEach(link -> lines.add(ExportLines.entry(link)));
        unsealed.forEach(content -> lines.add(ExportLines.unsealed(content)));
        heads.forEach(head -> lines.add(ExportLines.head(head.jws())));
        keys.forEach(key -> lines.add(ExportLines.key(key.toPublicJWK().toJSONString())));
        lines.add(ExportLines.end(links.size(), unsealed.size(), heads.size()));
        return lines;
    }
}
