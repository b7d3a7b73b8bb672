package dev.countersign.budget;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.turn.ProvisioningTurn;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Operators close ranges of numbers and open them again. Each method is one transaction. */
@Stateless
public class ClosedRangeDesk {

    @Inject
    private ClosedRanges ranges;

    @Inject
    private ProvisioningTurn turn;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** All of them, in the order of their digits. */
    public List<ClosedRangeView> list() {
        return ranges.list().stream().map(ClosedRange::view).toList();
    }

    /** Closes a range, or gives a closed one another note. */
    public void close(ClosedRangeView range, String operator) {
        turn.take();
        ranges.find(range.prefix())
                .ifPresentOrElse(
                        known -> known.describe(range.note()),
                        () -> ranges.add(new ClosedRange(range, clock.instant())));
        audit.record(AuditFact.aboutSmsRange(operator, range.prefix(), "SMS_RANGE_CLOSED"));
    }

    /** Opens a range; false if it was not closed. */
    public boolean open(String prefix, String operator) {
        turn.take();
        boolean known = ranges.find(prefix).map(ranges::remove).isPresent();
        if (known) {
            audit.record(AuditFact.aboutSmsRange(operator, prefix, "SMS_RANGE_OPENED"));
        }
        return known;
    }
}
