package dev.countersign.number;

import dev.countersign.Beans;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.number.NumberOutcome.Granted;
import dev.countersign.number.NumberOutcome.Refused;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.E164Number;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedInUser;
import java.util.List;
import java.util.Optional;

/** What a signed-in user wants with his numbers, a transaction each. */
final class Wishes {

    static final Optional<Proof> NO_PROOF = Optional.empty();

    private static final ConfirmationPurpose PURPOSE = ConfirmationPurpose.NUMBER_CHANGE;

    private final Beans beans;
    private final SignedInUser user;

    Wishes(Beans beans, SignedInUser user) {
        this.beans = beans;
        this.user = user;
    }

    /** Gives him a verified number to which login codes go; returns its id. */
    String factor() {
        return beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }

    /** Gives him a further verified number; returns its id. */
    String further() {
        return beans.query(entities ->
                Numbers.addFurther(entities, user.userId(), beans.clock().instant()));
    }

    /** Gives him an unverified number; returns its id. */
    String unverified() {
        return beans.query(entities ->
                Numbers.addUnverified(entities, user.userId(), beans.clock().instant()));
    }

    /** Proves the present factor, two minutes later. */
    Optional<Proof> proof() {
        String id = Confirming.begin(beans, user, PURPOSE);
        return Optional.of(new Proof(id, Confirming.code(beans, PURPOSE, id)));
    }

    Optional<Proof> wrongProof() {
        String id = Confirming.begin(beans, user, PURPOSE);
        return Optional.of(new Proof(id, Confirming.wrongCode(beans, PURPOSE, id)));
    }

    NumberOutcome<AddedNumber> add(String e164, Optional<Proof> proof) {
        return beans.call(OwnNumbers.class, numbers -> numbers.add(user, new E164Number(e164), proof));
    }

    NumberOutcome<OwnNumber> makeDefault(String id, Optional<Proof> proof) {
        return beans.call(OwnNumbers.class, numbers -> numbers.makeDefault(user, id, proof));
    }

    NumberOutcome<List<OwnNumber>> remove(String id, Optional<Proof> proof) {
        return beans.call(OwnNumbers.class, numbers -> numbers.remove(user, id, proof));
    }

    List<OwnNumber> list() {
        return beans.call(OwnNumbers.class, numbers -> numbers.list(user));
    }

    NumberOutcome<Verification> sendCode(String id, Optional<Proof> proof) {
        return beans.call(NumberVerification.class, verification -> verification.sendCode(user, id, proof));
    }

    NumberOutcome<OwnNumber> answer(String id, String typed, Optional<Proof> proof) {
        return beans.call(NumberVerification.class, verification -> verification.answer(user, id, typed, proof));
    }

    String code(String id) {
        return SentCodes.get(beans, CodePurpose.NUMBER, id);
    }

    String wrongCode(String id) {
        return SentCodes.wrong(beans, CodePurpose.NUMBER, id);
    }

    static <T> T granted(NumberOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    static NumberRefusal refusal(NumberOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal();
    }

    static NumberRefusal.Reason reason(NumberOutcome<?> outcome) {
        return refusal(outcome).reason();
    }
}
