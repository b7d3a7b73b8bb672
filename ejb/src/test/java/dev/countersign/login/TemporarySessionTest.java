package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.card.Cards;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.grid.GridCards;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.passcode.Passcodes;
import dev.countersign.sms.Numbers;
import dev.countersign.token.AccessToken;
import dev.countersign.token.Activity;
import dev.countersign.token.CurrentSession;
import dev.countersign.token.SessionScope;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sessions that a passcode of the help desk has opened live no longer than what it opens, nor beside what took its place. */
class TemporarySessionTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void theyEndWithWhatItOpenedAtTheirLogin() {
        Instant issued = beans.clock().instant();
        String passcode = Passcodes.issue(beans, user.userName());
        beans.clock().pass(Duration.ofDays(2).minusMinutes(1));
        CompletedLogin full = complete(ClientKind.WORKSTATION, passcode);

        assertThat(full.token().life()).isEqualTo(Duration.ofMinutes(1));
        assertThat(caller(full).map(SignedInUser::session).map(CurrentSession::endsAt))
                .contains(issued.plus(Duration.ofDays(2)));
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(caller(full)).isEmpty();

        beans.clock().pass(Duration.ofDays(10).minusMinutes(1));
        assertThat(login(ClientKind.PORTAL, passcode).session().endsAt()).isEqualTo(issued.plus(Duration.ofDays(12)));
    }

    @Test
    void whatWasAnsweredInTimeOpensWhatThePasscodeOpensByThen() {
        String passcode = Passcodes.issue(beans, user.userName());
        beans.clock().pass(Duration.ofDays(2).minusMillis(1));
        OpenedAttempt full = granted(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));
        granted(door.answer(full, passcode));
        OpenedAttempt portal = door.open(user.userName());
        granted(door.answer(portal, passcode));
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(door.issueToken(full, ""))).isEqualTo(Reason.TEMP_LIMITED);
        assertThat(session(portal).session().scope()).isEqualTo(SessionScope.GRID_CARD_ONLY);

        beans.clock().pass(Duration.ofDays(10).minusMillis(1));
        OpenedAttempt last = door.open(user.userName());
        granted(door.answer(last, passcode));
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(reason(door.issueToken(last, ""))).isEqualTo(Reason.TEMP_EXPIRED);
    }

    /** Who listened on the telephone was there first. */
    @Test
    void theyOpenNothingMoreOnceACardTookItsPlace() {
        String passcode = Passcodes.issue(beans, user.userName());
        CompletedLogin listeners = complete(ClientKind.WORKSTATION, passcode);
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(introspect(listeners)).isPresent();
        assertThat(renew(caller(listeners).orElseThrow())).isPresent();

        GridCards.fetch(beans, login(ClientKind.PORTAL, passcode));

        SignedInUser listener = caller(listeners).orElseThrow();
        assertThat(listener.session().scope()).isEqualTo(SessionScope.GRID_CARD_ONLY);
        assertThat(introspect(listeners)).isEmpty();
        assertThat(renew(listener)).isEmpty();
    }

    /** A copy of its page may have opened one, and is asked no more. */
    @Test
    void thoseByAnOnlineGridCardOpenNothingMoreOnceAFactorIsThereToStay() {
        GridCards card = fetch(login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName())));
        CompletedLogin copied = complete(ClientKind.WORKSTATION, card::read);
        assertThat(scope(copied)).isEqualTo(SessionScope.FULL);
        assertThat(introspect(copied)).isPresent();
        beans.clock().pass(Duration.ofMinutes(1));

        Cards.active(beans, user.userName());

        assertThat(scope(copied)).isEqualTo(SessionScope.GRID_CARD_ONLY);
        assertThat(introspect(copied)).isEmpty();
        assertThat(renew(caller(copied).orElseThrow())).isEmpty();
    }

    /** The next one is another card, of which whoever copied the first has nothing. */
    @Test
    void thoseOfACardThatWasReplacedStaySoBesideTheNextCard() {
        SignedInUser owner = login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName()));
        GridCards card = fetch(owner);
        CompletedLogin copied = complete(ClientKind.WORKSTATION, card::read);
        beans.clock().pass(Duration.ofMinutes(1));
        beans.query(entities -> entities.createNativeQuery("update grid_card set state = 'ENDED' where id = ?1")
                .setParameter(1, card.id())
                .executeUpdate());

        GridCards.fetch(beans, owner);

        assertThat(scope(copied)).isEqualTo(SessionScope.GRID_CARD_ONLY);
    }

    @Test
    void theyEndWithItWhenItsPlaceIsFreeAgain() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        SignedInUser owner = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        SignedInUser listener = login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName()));
        beans.clock().pass(Duration.ofMinutes(1));
        Totps app = Totps.add(beans, owner, "App");
        assertThat(SignedIn.isEnded(beans, listener)).isFalse();
        beans.clock().pass(Duration.ofSeconds(30));
        String confirmation =
                Confirming.view(beans, owner, ConfirmationPurpose.FACTOR_CHANGE).id();
        Proof proof = new Proof(confirmation, app.code());

        beans.call(OwnFactors.class, own -> own.end(owner, app.id(), FactorEnd.REMOVED, Optional.of(proof)));
        beans.fired(FactorEnded.class)
                .forEach(ended -> beans.run(RemovedFactors.class, removed -> removed.onEnd(ended)));

        assertThat(SignedIn.isEnded(beans, listener)).isTrue();
        assertThat(SignedIn.isEnded(beans, owner)).isFalse();
    }

    /** A card that takes the place of the passcode. */
    private GridCards fetch(SignedInUser byPasscode) {
        beans.clock().pass(Duration.ofMinutes(1));
        return GridCards.fetch(beans, byPasscode);
    }

    private SignedInUser login(ClientKind client, String passcode) {
        return caller(complete(client, passcode)).orElseThrow();
    }

    private CompletedLogin complete(ClientKind client, String passcode) {
        return complete(client, challenge -> passcode);
    }

    private CompletedLogin complete(ClientKind client, UnaryOperator<String> answer) {
        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, client));
        String challenge =
                attempt.attempt().started().flatMap(Started::challenge).orElse("");
        granted(door.answer(attempt, answer.apply(challenge)));
        return granted(door.issueToken(attempt, ""));
    }

    private SignedInUser session(OpenedAttempt attempt) {
        return caller(granted(door.issueToken(attempt, ""))).orElseThrow();
    }

    private Optional<SignedInUser> caller(CompletedLogin login) {
        return beans.call(
                Sessions.class, sessions -> sessions.findUser(login.token().value(), Activity.COUNTS));
    }

    private SessionScope scope(CompletedLogin login) {
        return caller(login).orElseThrow().session().scope();
    }

    private Optional<String> introspect(CompletedLogin login) {
        return beans.call(
                Sessions.class, sessions -> sessions.introspect(login.token().value()));
    }

    private Optional<AccessToken> renew(SignedInUser caller) {
        return beans.call(Sessions.class, sessions -> sessions.renew(caller));
    }
}
