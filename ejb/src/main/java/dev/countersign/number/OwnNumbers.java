package dev.countersign.number;

import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.lockout.NumberLimit;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.number.NumberOutcome.Granted;
import dev.countersign.number.NumberRefusal.Reason;
import dev.countersign.sms.E164Number;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.SmsCodes;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.turn.ProvisioningTurn;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A user looks at his numbers, adds and removes some, and says which one gets the login codes. Each method is one transaction. */
@Stateless
public class OwnNumbers {

    private static final String ADDED = "NUMBER_ADDED";
    private static final String DEFAULT = "NUMBER_DEFAULT";
    private static final String REMOVED = "NUMBER_REMOVED";

    @Inject
    private ProvisioningTurn turn;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private NumberEnds ends;

    @Inject
    private NumberAccess access;

    @Inject
    private Factors factors;

    @Inject
    private NumberViews views;

    @Inject
    private NumberSettings settings;

    @Inject
    private NumberLimit perDay;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<NumberChanged> changed;

    @Inject
    private Clock clock;

    public List<OwnNumber> list(SignedInUser caller) {
        return numbers.listOwn(caller.userId()).stream().map(views::view).toList();
    }

    /**
     * Adds a number, which stays unverified, up to so many within a day. One that the user has already is left as it is, however it was
     * written. One that no SMS goes to is refused before a proof is looked at: he could never verify it.
     */
    public NumberOutcome<AddedNumber> add(SignedInUser caller, E164Number number, Optional<Proof> proof) {
        return access.begin(caller, ADDED, user -> addTo(caller, number, proof));
    }

    private NumberOutcome<AddedNumber> addTo(SignedInUser caller, E164Number number, Optional<Proof> proof) {
        Instant now = clock.instant();
        Optional<MobileNumber> known = numbers.lockEver(caller.userId(), number);
        if (known.filter(own -> !own.isRemoved()).isPresent()) {
            return new Granted<>(new AddedNumber(views.view(known.get()), false));
        }
        if (codes.isClosed(number.value())) {
            return access.refuse(caller, ADDED, "", NumberRefusal.of(Reason.CLOSED));
        }
        if (numbers.listOwn(caller.userId()).size() >= settings.most()) {
            return access.refuse(caller, ADDED, "", NumberRefusal.of(Reason.LIMIT));
        }
        Optional<Instant> held = perDay.heldUntil(caller.userId());
        if (held.isPresent()) {
            Duration wait = Duration.between(now, held.get());
            return access.refuse(
                    caller, ADDED, "", NumberRefusal.of(Reason.DAILY_LIMIT).withRetryAfter(wait));
        }
        MobileNumber entered = known.orElseGet(() -> new MobileNumber(caller.userId(), number, now));
        return access.proven(caller, proof, ADDED, entered, own -> {
            enter(own, now);
            perDay.count(caller.userId());
            access.record(caller, ADDED, own.id());
            return new Granted<>(new AddedNumber(views.view(own), true));
        });
    }

    /** Makes login codes go to a verified number. */
    public NumberOutcome<OwnNumber> makeDefault(SignedInUser caller, String numberId, Optional<Proof> proof) {
        return access.begin(
                caller,
                DEFAULT,
                user -> access.toOwn(caller, numberId, DEFAULT, number -> {
                    if (number.isDefault()) {
                        return new Granted<>(views.view(number));
                    }
                    if (!opensLogins(caller, number)) {
                        return access.refuse(caller, DEFAULT, numberId, NumberRefusal.of(Reason.NOT_VERIFIED));
                    }
                    return access.proven(caller, proof, DEFAULT, number, own -> {
                        hand(caller, own);
                        access.record(caller, DEFAULT, own.id());
                        return new Granted<>(views.view(own));
                    });
                }));
    }

    /** Whether codes to it open logins: it was verified, and the user has lost no phone since. */
    private boolean opensLogins(SignedInUser caller, MobileNumber number) {
        return number.isVerified() && factors.isProofStill(caller.userId(), number.verifiedAt());
    }

    /**
     * Removes a number, and ends the user's other sessions that a code by SMS has opened. Where login codes went to it, they go to the
     * oldest one that is left and opens logins; the last such stays, and so does the last verified one. One that was never verified protects
     * nothing, and goes without a proof.
     */
    public NumberOutcome<List<OwnNumber>> remove(SignedInUser caller, String numberId, Optional<Proof> proof) {
        return access.begin(
                caller,
                REMOVED,
                user -> access.toOwn(caller, numberId, REMOVED, number -> remove(caller, number, proof)));
    }

    private NumberOutcome<List<OwnNumber>> remove(SignedInUser caller, MobileNumber number, Optional<Proof> proof) {
        if (!number.isVerified()) {
            return drop(caller, number);
        }
        boolean opens = opensLogins(caller, number);
        List<MobileNumber> heirs = numbers.listOwn(caller.userId()).stream()
                .filter(other -> !other.equals(number))
                .filter(other -> opens ? opensLogins(caller, other) : other.isVerified())
                .toList();
        if (heirs.isEmpty()) {
            return access.refuse(caller, REMOVED, number.id(), NumberRefusal.of(Reason.LAST_FACTOR));
        }
        return access.proven(caller, proof, REMOVED, number, own -> {
            if (own.isDefault()) {
                heirs.get(0).becomeDefault();
            }
            changed.fire(new NumberChanged(caller.userId(), own.id(), Kind.REMOVED, Optional.of(own.id())));
            sessions.endOpenedBy(
                    caller.userId(), FactorKind.SMS, caller.session().id());
            return drop(caller, own);
        });
    }

    private NumberOutcome<List<OwnNumber>> drop(SignedInUser caller, MobileNumber number) {
        ends.end(number);
        access.record(caller, REMOVED, number.id());
        return new Granted<>(list(caller));
    }

    private void hand(SignedInUser caller, MobileNumber heir) {
        Optional<MobileNumber> former = numbers.findDefault(caller.userId());
        former.ifPresent(MobileNumber::resign);
        heir.becomeDefault();
        if (former.isPresent()) {
            changed.fire(new NumberChanged(caller.userId(), heir.id(), Kind.DEFAULT, former.map(MobileNumber::id)));
        }
    }

    private void enter(MobileNumber number, Instant now) {
        if (number.isRemoved()) {
            number.restore(now);
        } else {
            // Two users may enter one number at a moment: the second waits here.
            turn.take();
            numbers.add(number, now);
        }
    }
}
