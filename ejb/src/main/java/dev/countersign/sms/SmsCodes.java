package dev.countersign.sms;

import dev.countersign.budget.AskedFrom;
import dev.countersign.budget.Asker;
import dev.countersign.budget.Destination;
import dev.countersign.budget.Held;
import dev.countersign.budget.SmsBudget;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.TypedCode;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.text.SmsTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends codes by SMS and shows where they are. Works inside the caller's transaction: the code, the order and the
 * number's turn stand or fall with the decision that asked for them.
 */
@ApplicationScoped
public class SmsCodes {

    private static final int CODES = 1_000_000;

    private record CodeSms(OneTimeCode code, OutboundSms sms) {}

    private final SecureRandom random = new SecureRandom();

    @Inject
    private SmsOutbox outbox;

    @Inject
    private CodeDeliveries deliveries;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private Secrets secrets;

    @Inject
    private SmsTexts texts;

    @Inject
    private SmsSettings settings;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private SmsBudget budget;

    @Inject
    private AskedFrom askedFrom;

    @Inject
    private CodeMails mails;

    @Inject
    private Clock clock;

    @Inject
    private Event<SmsOrdered> ordered;

    @Inject
    private Event<SmsReached> reached;

    @Inject
    private Event<SmsMoved> moved;

    /**
     * Sends the code of the subject: the living one again, with its original end, or a new one. What the number's carrier has just
     * blocked is not sent again, whatever the code is for; and what waits for a carrier waits on alone, or all that was asked for in an
     * outage would arrive at its end.
     *
     * @return whether the number had a turn; nothing was sent if not
     */
    public Turn send(CodeOrder order) {
        Instant now = clock.instant();
        Optional<LivingCode> living = findCode(order.purpose(), order.subject())
                .filter(code -> code.isAlive(now))
                .map(code -> new LivingCode(code, outbox.listOrders(code.id())));
        return living.filter(sent -> sent.isBlockedAt(order.e164()))
                .map(sent -> Turn.blocked(sent.code()))
                .or(() -> living.flatMap(sent -> sent.newestTo(order.e164()))
                        .filter(deliveries::isWithoutCarrier)
                        .map(sent -> Turn.pause(now.plus(rules(order).pause()))))
                .orElseGet(() -> send(order, living, now));
    }

    /** As {@link #send}, for a subject that is new and so can have no living code: its carrier has blocked nothing yet. */
    public Turn sendFirst(CodeOrder order) {
        return send(order, Optional.empty(), clock.instant());
    }

    private Turn send(CodeOrder order, Optional<LivingCode> living, Instant now) {
        SmsRules rules = rules(order);
        SmsRules asked = order.isOfUnproven() ? rules.ofUnproven() : rules;
        Turn turn = numbers.takeTurn(order.e164(), now, rules, asked, () -> held(order, now));
        if (!turn.isTaken()) {
            return turn;
        }
        CodeSms made = living.flatMap(sent -> again(order, sent, now)).orElseGet(() -> makeNew(order, now));
        outbox.add(order.isOfUnproven() ? made.sms().ofUnproven() : made.sms());
        order.mailbox().ifPresent(mailbox -> mails.send(mailbox, made.code(), made.sms(), order.language()));
        ordered.fire(new SmsOrdered());
        reached.fire(new SmsReached(SmsState.WAITING));
        return turn.with(made.code());
    }

    private SmsRules rules(CodeOrder order) {
        return SmsRules.of(jurisdictions.limits(order.jurisdiction()));
    }

    /** When the next SMS may go to the number. */
    public Instant nextTurn(String e164) {
        Instant now = clock.instant();
        return numbers.findNextTurn(e164, now).orElse(now);
    }

    /** Why the number may get no SMS now, by its own limits as they are in a jurisdiction; empty where it may. */
    public Optional<Turn> findWait(String e164, String jurisdiction) {
        return numbers.findWait(e164, clock.instant(), SmsRules.of(jurisdictions.limits(jurisdiction)));
    }

    /** Why an order for a number that its user has proven to hold may not be sent now, by whatever limit; empty where it may. */
    public Optional<Turn> findWait(CodeOrder order) {
        return findWait(order.e164(), order.jurisdiction())
                .or(() -> budget.findHeldProven(destination(order.e164(), order.asker()), clock.instant())
                        .map(Turn::of));
    }

    /** Whether nothing goes to the number, whoever asks. */
    public boolean isClosed(String e164) {
        return budget.isClosed(destination(e164, Asker.NOBODY));
    }

    /** The newest code of a subject, alive or not. */
    public Optional<OneTimeCode> findCode(CodePurpose purpose, String subject) {
        return outbox.findCode(purpose, subject);
    }

    /** Compares a typed code with the newest code of the subject; blanks and hyphens are left out. */
    public CodeCheck check(CodePurpose purpose, String subject, String typed) {
        return check(outbox.findCode(purpose, subject), typed);
    }

    /** Compares a typed code with one that was found; none is right where there is none. */
    public CodeCheck check(Optional<OneTimeCode> code, String typed) {
        if (code.isEmpty() || !code.get().isValue(TypedCode.canonical(typed), secrets)) {
            return CodeCheck.WRONG;
        }
        return code.get().isAlive(clock.instant()) ? CodeCheck.RIGHT : CodeCheck.EXPIRED;
    }

    /** Ends the code and blanks the texts that carry it. */
    public void end(OneTimeCode code) {
        code.end(clock.instant());
        mails.callBack(code);
        outbox.blankOrders(code.id());
    }

    /** Ends the code and does not call back an SMS that is about to leave: the number's turn is spent on it. A mail takes none. */
    public void retire(OneTimeCode code) {
        code.end(clock.instant());
        mails.callBack(code);
        outbox.blankSentOrders(code.id());
    }

    /**
     * Notes that a code which proves to hold a number was entered; of the codes that a number got on one day the first counts, or a
     * few phones would vouch for a whole country by being proven over and over.
     */
    public void countProof(String e164, OneTimeCode code) {
        if (numbers.takeProof(e164, code.createdAt(), clock.instant())) {
            budget.countProof(destination(e164, Asker.NOBODY), code.createdAt());
        }
    }

    private Optional<Held> held(CodeOrder order, Instant now) {
        Destination to = destination(order.e164(), askedFrom.asker(order.asker()));
        return order.isOfUnproven() ? budget.takeUnproven(to, now) : budget.takeProven(to, now);
    }

    static Destination destination(String e164, Asker asker) {
        return new Destination(e164, NumberingPlan.findCountry(e164).orElse(NumberingPlan.NO_REGION), asker);
    }

    private Optional<CodeSms> again(CodeOrder order, LivingCode living, Instant now) {
        return living.text(secrets).map(text -> {
            moved.fire(new SmsMoved(order.subject()));
            return new CodeSms(living.code(), new OutboundSms(living.code(), order.e164(), text, secrets, now));
        });
    }

    private CodeSms makeNew(CodeOrder order, Instant now) {
        Instant ownEnd = now.plus(settings.codeLife());
        boolean brought = order.value().isPresent();
        Instant end = brought || order.latestEnd().isBefore(ownEnd) ? order.latestEnd() : ownEnd;
        String value = order.value().orElseGet(() -> String.format(Locale.ROOT, "%06d", random.nextInt(CODES)));
        OneTimeCode code = new OneTimeCode(order.purpose(), order.subject(), value, secrets, now, end);
        outbox.add(code);
        String text = texts.code(order.purpose().name(), order.language(), value, Duration.between(now, end));
        String bound = order.domain()
                .map(domain -> SmsTexts.bound(text, domain, value))
                .orElse(text);
        return new CodeSms(code, new OutboundSms(code, order.e164(), bound, secrets, now));
    }
}
