package dev.countersign.backoffice;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells which back office sent a message. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BackOfficeDoor {

    @Inject
    private StoredRecords records;

    @Inject
    private Clock clock;

    /** Takes a message at most once. */
    public CallerOutcome authenticate(UsernameToken token, MessageTimestamp timestamp) {
        return new CallerCheck(records).check(token, timestamp, clock.instant());
    }
}
