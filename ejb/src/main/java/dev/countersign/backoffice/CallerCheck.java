package dev.countersign.backoffice;

import dev.countersign.backoffice.CallerOutcome.Known;
import dev.countersign.backoffice.CallerOutcome.Refused;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides who sent a message, and takes it at most once: first its times, then its digest, then its nonce, so that nobody
 * but a holder of the secret can use up a nonce.
 */
public record CallerCheck(CallerRecords records) {

    public CallerOutcome check(UsernameToken token, MessageTimestamp timestamp, Instant now) {
        Optional<CallerRefusal> untimely = Freshness.check(token, timestamp, now);
        if (untimely.isPresent()) {
            return new Refused(untimely.get());
        }
        Optional<ClientName> sender = ClientName.find(token.name());
        Optional<String> secret = records.findSecret(sender);
        boolean right = token.isMadeWith(secret.orElse(""));
        if (!right || secret.isEmpty()) {
            return new Refused(CallerRefusal.NOT_AUTHENTICATED);
        }
        ClientName known = sender.orElseThrow();
        return records.enter(known, token.nonce(), Freshness.nonceEnd(token))
                ? new Known(known)
                : new Refused(CallerRefusal.REPLAYED);
    }
}
