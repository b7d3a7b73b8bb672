package dev.countersign.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.LostNotice;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentNotices;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** By which channels a user is told of what, and when no more. */
class AlertsTest {

    private final Beans beans = new Beans()
            .set("countersign.mail.host", "mail.example")
            .set("countersign.mail.from", "no-reply@countersign.example");
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));
    private final List<String> pushed = new ArrayList<>();

    @Test
    void anActivationIsToldByMailAndSmsAndNotOnTheNewPhone() {
        String number = number();
        email("anna@example.com");
        phone();

        fire(event(Kind.ACTIVATED).by(Channel.PUSH).with("device", "Pixel 9"));

        assertThat(mailed("anna@example.com")).hasSize(1);
        assertThat(texted(number)).singleElement().asString().contains("is now active on Pixel 9.");
        assertThat(pushed).isEmpty();
        assertThat(trail()).containsExactly("NOTICE_BY_MAIL ACTIVATED", "NOTICE_BY_SMS ACTIVATED");
    }

    @Test
    void thePhoneThatTheAuthenticatorLeftIsToldThatItIsOneNoMore() {
        String number = number();
        phone();
        UUID former = UUID.randomUUID();

        fire(event(Kind.MIGRATED)
                .toFormerPhone(former)
                .with("device", "Pixel 9")
                .undoneAt(URI.create("https://login.example/stop/#t")));

        assertThat(pushed)
                .singleElement()
                .asString()
                .startsWith(former + "|The authenticator has moved|")
                .contains("is now on Pixel 9.")
                .doesNotContain("stop/#");
        assertThat(texted(number)).singleElement().asString().endsWith("https://login.example/stop/#t");
        assertThat(trail()).containsExactly("NOTICE_BY_PUSH MIGRATED", "NOTICE_BY_SMS MIGRATED");
    }

    @Test
    void aPasswordThatWasResetWithAnSmsIsToldElsewhere() {
        String number = number();
        phone();

        fire(event(Kind.PASSWORD_RESET).by(Channel.SMS));

        assertThat(pushed).singleElement().asString().startsWith("Your password was changed|The password of u");
        assertThat(texted(number)).isEmpty();
    }

    @Test
    void whoHasOneChannelIsToldByThat() {
        String number = number();

        fire(event(Kind.PASSWORD_RESET).by(Channel.SMS));

        assertThat(texted(number)).singleElement().asString().startsWith("The password of ");
    }

    @Test
    void whoHasNoneIsNotTold() {
        fire(event(Kind.LOCKED));

        assertThat(trail()).containsExactly("NOTICE_IMPOSSIBLE LOCKED");
    }

    @Test
    void theFormerNumberIsToldAndTheNewOneIsNot() {
        String former = number();
        String other = beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));

        fire(event(Kind.NUMBER_CHANGED).toFormerNumber(other));

        assertThat(texted(other)).singleElement().asString().startsWith("The mobile number of ");
        assertThat(texted(former)).isEmpty();
    }

    @Test
    void aFirstNumberIsNotToldOfItself() {
        String first = number();
        email("anna@example.com");

        fire(event(Kind.NUMBER_VERIFIED).by(Channel.SMS));

        assertThat(texted(first)).isEmpty();
        assertThat(mailed("anna@example.com")).hasSize(1);
    }

    @Test
    void bothMailAddressesAreToldOfTheNewOne() {
        email("new@example.com");

        fire(event(Kind.EMAIL_CHANGED).toFormerEmail(of("former@example.com")));

        assertThat(mailed("former@example.com")).hasSize(1);
        assertThat(mailed("new@example.com")).hasSize(1);
    }

    @Test
    void withoutAMailServerNobodyIsToldByMail() {
        Beans without = new Beans();
        email("anna@example.com");

        without.run(Alerts.class, alerts -> alerts.onEvent(event(Kind.LOCKED)));

        assertThat(trail()).contains("NOTICE_IMPOSSIBLE LOCKED");
    }

    @Test
    void afterFiveOfAKindWithinADayThereIsSilence() {
        String number = number();
        for (int i = 0; i < 6; i++) {
            fire(event(Kind.LOCKED));
        }
        assertThat(texted(number)).hasSize(5);
        assertThat(trail()).hasSize(6).endsWith("NOTICE_HELD LOCKED");

        fire(event(Kind.PASSWORD_CHANGED));
        assertThat(texted(number)).as("another kind").hasSize(6);

        beans.clock().pass(Duration.ofHours(24).minusMillis(1));
        fire(event(Kind.LOCKED));
        assertThat(texted(number)).hasSize(6);
        beans.clock().pass(Duration.ofMillis(1));
        fire(event(Kind.LOCKED));
        assertThat(texted(number)).hasSize(7);
    }

    @Test
    void whatAClockToldThatIsSetBackSinceCountsNoMore() {
        String number = number();
        Instant right = beans.clock().instant();
        beans.clock().pass(Duration.ofDays(30));
        for (int i = 0; i < 5; i++) {
            fire(event(Kind.LOCKED));
        }

        beans.clock().set(right);
        fire(event(Kind.LOCKED));

        assertThat(texted(number)).hasSize(6);
    }

    /** Or the one channel that is left would be spared for a message that never went out. */
    @Test
    void aNumberThatNoSmsGoesToIsNoChannel() {
        String number = number();
        close(number);
        phone();

        fire(event(Kind.LOGIN_DENIED).by(Channel.PUSH));

        assertThat(texted(number)).isEmpty();
        assertThat(pushed).hasSize(1);
        assertThat(trail()).containsExactly("NOTICE_BY_PUSH LOGIN_DENIED");
    }

    @Test
    void whoHasSuchANumberAloneIsNotTold() {
        String number = number();
        close(number);

        fire(event(Kind.LOGIN_DENIED).by(Channel.PUSH));

        assertThat(texted(number)).isEmpty();
        assertThat(trail()).containsExactly("NOTICE_IMPOSSIBLE LOGIN_DENIED");
    }

    private void close(String number) {
        Numbers.close(
                beans, beans.query(entities -> Numbers.get(entities, number).e164()));
    }

    @Test
    void whatWasToldADayAgoIsForgotten() {
        number();
        fire(event(Kind.LOCKED));
        beans.clock().pass(Duration.ofHours(24));

        beans.run(ToldSweep.class, ToldSweep::sweep);

        List<ToldEvent> kept = beans.query(
                entities -> entities.createQuery("select t from ToldEvent t where t.userId = :user", ToldEvent.class)
                        .setParameter("user", user.id())
                        .getResultList());
        assertThat(kept).isEmpty();
    }

    @Test
    void aLoginIsToldWhereTheJurisdictionWantsItAndHoweverOften() {
        email("anna@example.com");
        fire(event(Kind.LOGIN).by(Channel.PUSH));
        assertThat(mailed("anna@example.com")).isEmpty();
        assertThat(trail()).isEmpty();

        beans.set("countersign.notice.login", "1");
        for (int i = 0; i < 7; i++) {
            fire(event(Kind.LOGIN).by(Channel.PUSH));
        }
        assertThat(mailed("anna@example.com")).hasSize(7);
    }

    /** A login without an SMS can be completed in a loop, and where the account needs no factor with the password alone. */
    @Test
    void ofLoginsTwentyADayAreToldBySms() {
        beans.set("countersign.notice.login", "1");
        String number = number();
        for (int i = 0; i < 50; i++) {
            fire(event(Kind.LOGIN));
        }
        assertThat(texted(number)).hasSize(20);
        assertThat(trail()).hasSize(50).endsWith("NOTICE_HELD LOGIN");

        lose(Kind.LOGIN, Optional.empty());
        assertThat(texted(number)).as("one that the phone did not get").hasSize(20);
        assertThat(trail()).endsWith("NOTICE_FAILED LOGIN", "NOTICE_HELD LOGIN");
        fire(event(Kind.LOCKED));
        assertThat(texted(number)).as("another kind").hasSize(21);
        email("anna@example.com");
        fire(event(Kind.LOGIN));
        assertThat(mailed("anna@example.com")).as("by mail").hasSize(1);

        beans.query(entities -> entities.createNativeQuery("update login_user set email = null where id = ?1")
                .setParameter(1, user.id())
                .executeUpdate());
        beans.clock().pass(Duration.ofHours(24));
        fire(event(Kind.LOGIN));
        assertThat(texted(number)).hasSize(22);
    }

    @Test
    void loginsThatThePhoneDidNotGetCountAsWell() {
        String number = number();
        for (int i = 0; i < 21; i++) {
            lose(Kind.LOGIN, Optional.empty());
        }

        assertThat(texted(number)).hasSize(20);
    }

    @Test
    void aLoginIsToldByOneOtherChannel() {
        beans.set("countersign.notice.login", "1");
        String number = number();
        email("anna@example.com");
        phone();

        fire(event(Kind.LOGIN).by(Channel.SMS));

        assertThat(pushed).hasSize(1);
        assertThat(mailed("anna@example.com")).isEmpty();
        assertThat(texted(number)).isEmpty();
    }

    @Test
    void nothingIsToldIfTheTransactionDoesNotCommit() {
        String number = number();
        assertThatThrownBy(() -> beans.run(Alerts.class, alerts -> {
                    alerts.onEvent(event(Kind.LOCKED));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(texted(number)).isEmpty();
        assertThat(trail()).isEmpty();
    }

    /** Else a wrong answer that he is to hear of would be undone with it, and so not count. */
    @Test
    void aChannelThatFailsUndoesNothingAndTheOthersAreTried() {
        String number = number();
        beans.give(Pushes.class, new Pushes() {
            @Override
            boolean tell(SecurityEvent about, String title, String body) {
                throw new IllegalStateException("the address does not open");
            }
        });

        fire(event(Kind.LOCKED));

        assertThat(texted(number)).hasSize(1);
        assertThat(trail()).containsExactly("NOTICE_FAILED LOCKED", "NOTICE_BY_SMS LOCKED");
    }

    @Test
    void whatThePhoneAloneWasToTellAndDidNotGetGoesByTheNextChannel() {
        String number = number();
        email("anna@example.com");
        phone();

        lose(Kind.LOGIN, Optional.of(Channel.MAIL));
        lose(Kind.RESET_BEGUN, Optional.empty());

        assertThat(texted(number)).singleElement().asString().contains("has logged in");
        assertThat(mailed("anna@example.com")).hasSize(1);
        assertThat(pushed).isEmpty();
        assertThat(trail())
                .containsExactly(
                        "NOTICE_FAILED LOGIN",
                        "NOTICE_BY_SMS LOGIN",
                        "NOTICE_FAILED RESET_BEGUN",
                        "NOTICE_BY_MAIL RESET_BEGUN");
    }

    @Test
    void thatNobodyIsLeftToTellItIsAudited() {
        number();

        lose(Kind.LOGIN, Optional.of(Channel.SMS));

        assertThat(trail()).containsExactly("NOTICE_FAILED LOGIN", "NOTICE_IMPOSSIBLE LOGIN");
    }

    @Test
    void whatOtherChannelsToldAsWellIsNotToldAgain() {
        String number = number();

        lose(Kind.LOCKED, Optional.empty());

        assertThat(texted(number)).isEmpty();
        assertThat(trail()).containsExactly("NOTICE_FAILED LOCKED");
    }

    private void lose(Kind kind, Optional<Channel> used) {
        LostNotice lost = new LostNotice(user.id(), kind, used, beans.clock().instant());
        beans.run(Alerts.class, alerts -> alerts.onLost(lost));
    }

    private SecurityEvent event(Kind kind) {
        return SecurityEvent.of(user.id(), kind);
    }

    private void fire(SecurityEvent event) {
        beans.run(Alerts.class, alerts -> alerts.onEvent(event));
    }

    private String number() {
        return beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    private void phone() {
        beans.give(Pushes.class, new Pushes() {
            @Override
            boolean tell(SecurityEvent about, String title, String body) {
                pushed.add(title + "|" + body);
                return about.userId() == user.id();
            }

            @Override
            boolean tellPhone(UUID installation, SecurityEvent about, String title, String body) {
                pushed.add(installation + "|" + title + "|" + body);
                return true;
            }
        });
    }

    private void email(String address) {
        beans.query(entities -> entities.createNativeQuery("update login_user set email = ?1 where id = ?2")
                .setParameter(1, of(address))
                .setParameter(2, user.id())
                .executeUpdate());
    }

    private List<?> mailed(String address) {
        return beans.<List<?>>query(
                entities -> entities.createNativeQuery("select id from mail_outbox where recipient = ?1")
                        .setParameter(1, of(address))
                        .getResultList());
    }

    /** The address as this user's own: other tests of this JVM send mail too. */
    private String of(String address) {
        return user.id() + address;
    }

    private List<String> texted(String numberId) {
        return SentNotices.list(beans, numberId);
    }

    private List<String> trail() {
        return AuditTrail.of(beans, user.id());
    }
}
