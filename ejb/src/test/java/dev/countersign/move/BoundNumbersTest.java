package dev.countersign.move;

import static dev.countersign.activation.Moving.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Moving;
import dev.countersign.activation.Phone;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorKind;
import dev.countersign.number.AddedNumber;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberOutcome;
import dev.countersign.number.NumberVerification;
import dev.countersign.number.OwnNumbers;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.E164Number;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which number the authenticator moves by. */
class BoundNumbersTest {

    private static final Set<FactorKind> HELD =
            Set.of(FactorKind.AUTHENTICATOR, FactorKind.DISPLAY_CARD, FactorKind.PASSKEY);

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);

    @Test
    void whoActivatedWithoutANumberMovesByTheFirstOneThatHeVerifiesWithHisPhone() {
        UUID first = Activations.activate(beans, user, phone);
        assertThat(enrolment(first).numberId()).isEmpty();
        SignedInUser caller = signIn();

        String number = verify(caller, proofOf(caller, first));

        assertThat(enrolment(first).numberId()).contains(number);
        UUID moved = moving.migrate(user, new Phone(beans));
        assertThat(enrolment(moved).isActive()).isTrue();
    }

    /** The secret of the app may have been copied, and whoever has it would move the authenticator by a number of his own. */
    @Test
    void aNumberThatACodeAppWasProvenForIsNotBoundWhereAnotherIs() {
        SignedInUser caller = signIn();
        Totps app = Totps.add(beans, caller, "Other app", Optional.empty());
        String number = beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        UUID enrolment = Activations.activate(beans, user, phone);
        assertThat(enrolment(enrolment).numberId()).contains(number);

        String his = verify(caller, proofOf(caller, app));

        assertThat(beans.fired(NumberChanged.class))
                .last()
                .isEqualTo(new NumberChanged(
                        user.id(),
                        his,
                        NumberChanged.Kind.VERIFIED,
                        Optional.of(number),
                        Optional.of(FactorKind.TOTP)));
        assertThat(enrolment(enrolment).numberId()).contains(number);
    }

    /** Else the authenticator that no SMS moves would move by one. */
    @Test
    void norWhereNoneIs() {
        SignedInUser caller = signIn();
        Totps app = Totps.add(beans, caller, "Other app", Optional.empty());
        UUID enrolment = Activations.activate(beans, user, phone);

        verify(caller, proofOf(caller, app));

        assertThat(enrolment(enrolment).numberId()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FactorKind.class)
    void aFurtherOneIsBoundInItsPlaceByWhatItsUserHolds(FactorKind proven) {
        String number = beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        UUID enrolment = Activations.activate(beans, user, phone);
        String added = addFurther();

        observe(verified(added, Optional.of(number), Optional.of(proven)));

        assertThat(enrolment(enrolment).numberId()).contains(HELD.contains(proven) ? added : number);
    }

    @Test
    void neitherBecomingTheDefaultBindsItNorAVerificationWithoutAProof() {
        String number = beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        UUID enrolment = Activations.activate(beans, user, phone);
        String added = addFurther();

        observe(new NumberChanged(
                user.id(),
                added,
                NumberChanged.Kind.DEFAULT,
                Optional.of(number),
                Optional.of(FactorKind.AUTHENTICATOR)));
        observe(verified(added, Optional.of(number), Optional.empty()));

        assertThat(enrolment(enrolment).numberId()).contains(number);
    }

    /** Enters a number with a proof, and types the code that goes there later, without one. */
    private String verify(SignedInUser caller, Proof proof) {
        NumberOutcome<AddedNumber> outcome = beans.call(
                OwnNumbers.class, numbers -> numbers.add(caller, new E164Number(Numbers.next()), Optional.of(proof)));
        String id =
                ((NumberOutcome.Granted<AddedNumber>) outcome).value().number().id();
        beans.call(NumberVerification.class, numbers -> numbers.sendCode(caller, id, Optional.empty()));
        String code = SentCodes.get(beans, CodePurpose.NUMBER, id);
        beans.call(NumberVerification.class, numbers -> numbers.answer(caller, id, code, Optional.empty()));
        beans.fired(NumberChanged.class).forEach(this::observe);
        return id;
    }

    private Proof proofOf(SignedInUser caller, UUID enrolment) {
        ConfirmationView asked = begin(caller, enrolment.toString());
        return new Proof(
                asked.id(),
                phone.respond(user.userName(), asked.question().challenge().orElseThrow()));
    }

    private Proof proofOf(SignedInUser caller, Totps app) {
        return new Proof(begin(caller, app.id()).id(), app.code());
    }

    private ConfirmationView begin(SignedInUser caller, String factor) {
        ConfirmationOutcome<ConfirmationView> outcome = beans.call(
                Confirmations.class,
                confirmations -> confirmations.begin(caller, ConfirmationPurpose.NUMBER_CHANGE, Optional.of(factor)));
        return ((ConfirmationOutcome.Granted<ConfirmationView>) outcome).value();
    }

    private NumberChanged verified(String number, Optional<String> former, Optional<FactorKind> proven) {
        return new NumberChanged(user.id(), number, NumberChanged.Kind.VERIFIED, former, proven);
    }

    private String addFurther() {
        return beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));
    }

    private SignedInUser signIn() {
        return beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
    }

    private void observe(NumberChanged event) {
        beans.run(BoundNumbers.class, bound -> bound.onChange(event));
    }

    private Enrolment enrolment(UUID id) {
        return beans.call(Authenticators.class, all -> all.get(id));
    }
}
