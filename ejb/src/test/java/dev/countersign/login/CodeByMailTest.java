package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.mail.EmailAddress;
import dev.countersign.mail.Letter;
import dev.countersign.mail.SentMails;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The code of a login by mail, too, where the law of the user's country orders both. */
class CodeByMailTest {

    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final Beans beans = new Beans()
            .set("countersign.mail.host", "mail.example")
            .set("countersign.mail.from", "no-reply@countersign.example")
            .set("countersign.mail.login-codes", "1");

    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String mailbox = user.userName() + "@example.com";

    @BeforeEach
    void addNumberAndMailbox() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        email(mailbox);
    }

    @Test
    void theMailSaysWhatTheSmsSaysAndItsSubjectHasNoCode() {
        beans.set("countersign.http.origins", "https://login.broker.example");

        OpenedAttempt attempt = door.open(user.userName());

        Letter letter = mails().get(0);
        assertThat(mails()).hasSize(1);
        assertThat(letter.subject()).isEqualTo("Your login code");
        assertThat(letter.paragraphs().get(0))
                .isEqualTo(door.code(attempt) + " is your login code, valid 10 min. Never share it.");
        assertThat(letter.paragraphs()).hasSize(3).last().isEqualTo("We never ask for a password or a code by mail.");
        assertThat(letter.link()).isEmpty();
        assertThat(isAlsoByMail(attempt.attempt())).isTrue();
        assertThat(isAlsoByMail(granted(door.find(attempt)))).isTrue();
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_MAIL OK");
        assertThat(granted(door.answer(attempt, door.code(attempt)))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void noneGoesWhereNothingOrdersIt() {
        beans.set("countersign.mail.login-codes", "0");

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(mails()).isEmpty();
        assertThat(isAlsoByMail(attempt.attempt())).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).noneMatch(entry -> entry.startsWith("LOGIN_MAIL"));
    }

    @Test
    void theSameCodeGoesAgainWithTheSmsAndNotWithoutOne() {
        beans.set("countersign.http.origins", "https://login.broker.example");
        OpenedAttempt attempt = door.open(user.userName());

        beans.clock().pass(PAUSE.minusMillis(1));
        assertThat(refusal(door.sendSms(attempt)).reason()).isEqualTo(Reason.SMS_COOLDOWN);
        assertThat(mails()).hasSize(1);
        beans.clock().pass(Duration.ofMillis(1));
        AttemptView again = granted(door.sendSms(attempt));

        assertThat(mails()).hasSize(2);
        assertThat(mails().get(1)).isEqualTo(mails().get(0));
        assertThat(isAlsoByMail(again)).isTrue();
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_SMS SMS_COOLDOWN", "LOGIN_SMS OK", "LOGIN_MAIL OK");
    }

    @Test
    void noneGoesWhereNoSmsMay() {
        beans.set("countersign.sms.country-open", "0");

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(attempt.attempt().started().orElseThrow().reason()).contains(Reason.SMS_CLOSED);
        assertThat(mails()).isEmpty();
    }

    @Test
    void theMailOfACodeThatWasTypedIsCalledBackAndBlank() {
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(SentMails.state(beans, mailbox)).isEqualTo("WAITING readable");

        granted(door.answer(attempt, door.code(attempt)));

        assertThat(SentMails.state(beans, mailbox)).isEqualTo("CALLED_BACK blank");
    }

    @Test
    void soIsThatOfALoginThatAnotherOneTookThePlaceOf() {
        beans.set("countersign.login.open-attempts", "1");
        door.open(user.userName());

        door.open(user.userName());

        assertThat(SentMails.state(beans, mailbox)).isEqualTo("CALLED_BACK blank");
    }

    @Test
    void noMailOutlivesItsCode() {
        beans.query(entities ->
                entities.createNativeQuery("delete from mail_outbox").executeUpdate());
        OpenedAttempt attempt = door.open(user.userName());

        beans.clock().set(attempt.attempt().started().orElseThrow().expiresAt());

        assertThat(SentMails.next(beans)).isEmpty();
        assertThat(SentMails.state(beans, mailbox)).isEqualTo("GIVEN_UP blank");
    }

    @Test
    void whoHasNoMailboxGetsTheSmsAloneAndTheDutyIsSeenAsUndone() {
        email(null);

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(door.code(attempt)).hasSize(6);
        assertThat(isAlsoByMail(attempt.attempt())).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_MAIL NO_MAILBOX");
    }

    /** A mailbox proves no number, and must not be enough to change who may log in. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LOGIN")
    void noOtherCodeCanGoByMail(CodePurpose purpose) {
        CodeOrder order = new CodeOrder(
                purpose, "id", "+447911123456", "en", "GB", beans.clock().instant());

        assertThatThrownBy(() -> order.alsoTo(Optional.of(new EmailAddress(mailbox))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(purpose.name());
    }

    private List<Letter> mails() {
        return SentMails.list(beans, mailbox);
    }

    private static boolean isAlsoByMail(AttemptView view) {
        return view.started().orElseThrow().alsoByMail();
    }

    private void email(@Nullable String address) {
        beans.query(entities -> entities.createNativeQuery("update login_user set email = ?1 where id = ?2")
                .setParameter(1, address)
                .setParameter(2, user.id())
                .executeUpdate());
    }
}
