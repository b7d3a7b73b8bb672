package dev.countersign.number;

import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes back what somebody else did to a user's numbers; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
public class UndoneNumbers {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private NumberEnds ends;

    @Inject
    private Event<FactorEnded> ended;

    /**
     * Removes the numbers that were entered or verified since a time, with the logins that wait for their codes, and has login codes go to
     * the number again that they went to then, whatever became of it. Other numbers that were removed stay so.
     *
     * @param then the id of that number; empty if there was none, or it is not known: then to the one that is left longest
     * @return the numbers that are the user's no more
     */
    public List<MobileNumber> undo(long userId, Instant since, Optional<String> then) {
        List<MobileNumber> gone = numbers.listOwn(userId).stream()
                .filter(number -> number.isSince(since) && !then.equals(Optional.of(number.id())))
                .toList();
        gone.forEach(number -> end(userId, number));
        Optional<MobileNumber> before = then.map(numbers::getNumber);
        before.ifPresent(number -> {
            number.reinstate(since);
            ends.endCode(number);
        });
        Optional<MobileNumber> present = numbers.findDefault(userId);
        Optional<MobileNumber> heir = before.or(() -> present).or(() -> findOldest(userId));
        present.filter(number -> !heir.equals(present)).ifPresent(MobileNumber::resign);
        heir.ifPresent(MobileNumber::becomeDefault);
        return gone;
    }

    private void end(long userId, MobileNumber number) {
        ends.end(number);
        ended.fire(new FactorEnded(userId, new FactorRef(FactorKind.SMS, number.id())));
    }

    private Optional<MobileNumber> findOldest(long userId) {
        return numbers.listOwn(userId).stream().filter(MobileNumber::isVerified).findFirst();
    }
}
