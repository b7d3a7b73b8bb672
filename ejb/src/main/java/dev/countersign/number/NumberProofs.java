package dev.countersign.number;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.factor.Factors;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.OneTimeCode;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.SmsHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What comes of it that a user proves to hold a number, however he does it, and how often he may have codes sent that are to prove it.
 * Works inside the caller's transaction, which holds the user's row.
 */
@ApplicationScoped
public class NumberProofs {

    private static final Duration DAY = Duration.ofHours(24);

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private SmsHistory history;

    @Inject
    private NumberSettings settings;

    @Inject
    private Factors factors;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<NumberChanged> changed;

    @Inject
    private Clock clock;

    /** Until when no more codes go to numbers that the user has yet to prove to hold; empty where one may now. */
    public Optional<Instant> freeAgain(long userId) {
        List<Instant> sent = history.listConfirmations(userId, clock.instant().minus(DAY));
        return sent.size() < settings.codesPerDay()
                ? Optional.empty()
                : Optional.of(sent.get(sent.size() - settings.codesPerDay()).plus(DAY));
    }

    /** A code that was for something else went to a number of the user, and came back: it proves the number as a confirm code does. */
    public void prove(long userId, MobileNumber number, Optional<OneTimeCode> code) {
        number.prove(clock.instant());
        codes.findCode(CodePurpose.NUMBER, number.id()).ifPresent(codes::end);
        proven(userId, number, code);
    }

    /** A number was verified: for a user without a factor, SMS to it is one from then on. */
    void proven(long userId, MobileNumber number, Optional<OneTimeCode> code) {
        code.ifPresent(entered -> codes.countProof(number.e164(), entered));
        record(userId, "NUMBER_VERIFIED", number);
        Optional<MobileNumber> former = numbers.findDefault(userId);
        boolean isGood = former.filter(known -> factors.isProofStill(userId, known.verifiedAt()))
                .isPresent();
        if (!isGood) {
            former.ifPresent(MobileNumber::resign);
            number.becomeDefault();
            record(userId, "SMS_ENROLLED", number);
        }
        changed.fire(new NumberChanged(
                userId,
                number.id(),
                Kind.VERIFIED,
                former.map(MobileNumber::id),
                number.permittedBy(settings.permitLife(), clock.instant())));
    }

    private void record(long userId, String type, MobileNumber number) {
        audit.record(AuditFact.byUser(userId, type, "OK", Reference.next(), number.id()));
    }
}
