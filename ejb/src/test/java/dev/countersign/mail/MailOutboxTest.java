package dev.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.crypto.Secrets;
import dev.countersign.mail.HandOver.Kind;
import dev.countersign.mail.MailBacklog.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a mail in the outbox, on each database the product runs on. */
@Timeout(60)
class MailOutboxTest {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Letter LETTER = new Letter("Subject", "en", List.of("Text."));

    private final EmailAddress to = EmailAddress.of("u" + UUID.randomUUID() + "@example.com");

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isClaimedByOneRelayAndAgainWhenItsLeaseIsOver(Database database) {
        Beans beans = on(database);
        order(beans);

        Optional<ClaimedMail> first = claim(beans);
        assertThat(first).hasValueSatisfying(mail -> assertThat(mail.letter()).isEqualTo(LETTER));
        beans.clock().pass(LEASE.minusMillis(1));
        assertThat(claim(beans)).isEmpty();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(claim(beans)).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isClaimedAgainWhereTheClockWasSetBackFurtherThanAnyLeaseLasts(Database database) {
        Beans beans = on(database);
        Instant now = beans.clock().instant();
        order(beans);
        beans.clock().pass(Duration.ofHours(20));
        assertThat(claim(beans)).isPresent();

        beans.clock().set(now);

        assertThat(claim(beans)).isPresent();
        assertThat(claim(beans)).as("under a lease like any other").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isPassedOverWhileAnotherRelayHoldsItsRow(Database database) throws Exception {
        Beans beans = on(database);
        order(beans);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> holding = other.submit(() -> database.run(entities -> {
            assertThat(new MailStore(entities)
                            .lockDue(
                                    beans.clock().instant(),
                                    beans.clock().instant().plus(Duration.ofDays(1))))
                    .hasValueSatisfying(this::isOurs);
            held.countDown();
            await(release);
        }));
        await(held);

        assertThat(claim(beans)).isEmpty();

        release.countDown();
        holding.get();
        other.shutdown();
        assertThat(claim(beans)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isNotSentIfItsTransactionDidNotCommit(Database database) {
        Beans beans = on(database);

        assertThatThrownBy(() -> beans.run(Mails.class, mails -> {
                    mails.send(to, LETTER);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(claim(beans)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isBlankOnceItIsSent(Database database) {
        Beans beans = on(database);
        order(beans);
        ClaimedMail mail = claim(beans).orElseThrow();
        assertThat(row(beans, mail, "letter_cipher")).asString().doesNotContain("Subject", "Text");

        note(beans, mail, HandOver.taken());

        assertThat(row(beans, mail, "letter_cipher")).isNull();
        assertThat(row(beans, mail, "state")).isEqualTo("SENT");
        beans.clock().pass(Duration.ofHours(23));
        assertThat(claim(beans)).isEmpty();
        assertThat(beans.fired(MailReached.class))
                .containsExactly(new MailReached(MailState.WAITING), new MailReached(MailState.SENT));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isCalledBackWithItsCodeAndIsNotLost(Database database) {
        Beans beans = on(database);
        Instant end = beans.clock().instant().plus(Duration.ofMinutes(10));
        beans.run(Mails.class, mails -> mails.sendCode(to, LETTER, "one code", end));
        ClaimedMail mail = claim(beans).orElseThrow();
        beans.run(Mails.class, mails -> mails.sendCode(to, LETTER, "another code", end));

        beans.run(Mails.class, mails -> mails.callBack("one code"));
        note(beans, mail, new HandOver(Kind.TROUBLE, 451));

        assertThat(row(beans, mail, "state")).isEqualTo("CALLED_BACK");
        assertThat(row(beans, mail, "letter_cipher")).isNull();
        assertThat(claim(beans)).as("the other").isPresent();
        assertThat(claim(beans)).isEmpty();
        assertThat(beans.fired(MailReached.class)).containsOnlyOnce(new MailReached(MailState.CALLED_BACK));
        assertThat(note(beans)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void comesAgainAfterPausesThatGrowAndIsGivenUpAfterADay(Database database) {
        Beans beans = on(database);
        order(beans);
        List<Long> pauses = new ArrayList<>();
        ClaimedMail mail = claim(beans).orElseThrow();
        for (int i = 0; i < 8; i++) {
            note(beans, mail, new HandOver(Kind.TROUBLE, 451));
            long seconds = 0;
            while (claim(beans).isEmpty()) {
                beans.clock().pass(Duration.ofSeconds(30));
                seconds += 30;
            }
            pauses.add(seconds);
        }

        assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1800L, 1800L);
        assertThat(row(beans, mail, "reply_code")).isEqualTo(451);

        beans.clock().pass(Duration.ofHours(24));
        assertThat(claim(beans)).isEmpty();
        assertThat(row(beans, mail, "state")).isEqualTo("GIVEN_UP");
        assertThat(row(beans, mail, "letter_cipher")).isNull();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void isGivenUpWithoutAnyServerToo(Database database) {
        Beans beans = on(database);
        order(beans);
        beans.clock().pass(Duration.ofHours(24).minusMillis(1));
        assertThat(beans.<MailTidying, Integer>call(MailTidying.class, MailTidying::giveUp))
                .isZero();

        beans.clock().pass(Duration.ofMillis(1));
        assertThat(beans.<MailTidying, Integer>call(MailTidying.class, MailTidying::giveUp))
                .isPositive();

        assertThat(claim(beans)).isEmpty();
        assertThat(beans.fired(MailReached.class)).contains(new MailReached(MailState.GIVEN_UP));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void oneThatWasRefusedIsKeptForAWeekAndNotTriedAgain(Database database) {
        Beans beans = on(database);
        order(beans);
        ClaimedMail mail = claim(beans).orElseThrow();

        note(beans, mail, new HandOver(Kind.REFUSED, 550));
        note(beans, mail, HandOver.taken());

        assertThat(row(beans, mail, "state")).isEqualTo("REFUSED");
        beans.clock().pass(MailTidying.KEPT);
        beans.run(MailTidying.class, MailTidying::removeOld);
        assertThat(row(beans, mail, "reply_code")).isEqualTo(550);
        beans.clock().pass(Duration.ofMillis(1));
        beans.run(MailTidying.class, MailTidying::removeOld);
        assertThat(count(beans, mail)).isZero();
    }

    @Test
    void oneThatCannotBeOpenedHoldsUpNoOther() {
        Beans beans = on(Databases.empty("spoiled-mail"));
        order(beans);
        beans.clock().pass(Duration.ofSeconds(1));
        beans.query(entities -> entities.createNativeQuery("update mail_outbox set letter_cipher = 'none.AAAA'")
                .executeUpdate());
        order(beans);

        assertThat(claim(beans)).isPresent();
        assertThat(beans.fired(MailReached.class)).contains(new MailReached(MailState.GIVEN_UP));
    }

    @Test
    void aCrashBetweenTheServersReplyAndItsNoteSendsTheSameMailOnceMore() throws Exception {
        Beans beans = on(Databases.empty("crashed-relay"))
                .set("countersign.mail.tls", "NONE")
                .set("countersign.mail.host", "localhost");
        try (Postbox box = Postbox.plain()) {
            beans.set("countersign.mail.port", Integer.toString(box.port()));
            order(beans);
            take(beans, claim(beans).orElseThrow());
            // Here the node dies, and with it what it knew.
            assertThat(claim(beans)).isEmpty();
            beans.clock().pass(LEASE);
            ClaimedMail again = claim(beans).orElseThrow();
            note(beans, again, take(beans, again));

            assertThat(box.mails()).hasSize(2);
            assertThat(box.mails().get(0).getMessageID())
                    .isEqualTo(box.mails().get(1).getMessageID());
            assertThat(row(beans, again, "state")).isEqualTo("SENT");
        }
    }

    @Test
    void operatorsSeeWhatWaitsTooLongAndWhatWasLost() {
        Beans beans = on(Databases.empty("mail-backlog"));
        assertThat(note(beans)).isEmpty();
        order(beans);
        beans.clock().pass(Duration.ofMinutes(5));
        assertThat(note(beans)).isEmpty();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(note(beans)).isEqualTo("1 mails wait for the mail server, the oldest for over 5 min");

        note(beans, claim(beans).orElseThrow(), new HandOver(Kind.REFUSED, 550));
        assertThat(note(beans)).isEqualTo("1 mails were given up or refused within a day");
        assertThat(show(beans)).isEqualTo(new Backlog(0, Optional.empty(), 0, 1));
        beans.clock().pass(Duration.ofHours(24));
        assertThat(note(beans)).isEmpty();
    }

    @Test
    void oneFullMailboxDoesNotLookLikeAMailServerThatTakesNothing() {
        Beans beans = on(Databases.empty("full-mailbox"));
        order(beans);
        note(beans, claim(beans).orElseThrow(), new HandOver(Kind.POSTPONED, 452));
        beans.clock().pass(Duration.ofHours(1));
        assertThat(note(beans)).isEmpty();
        assertThat(show(beans)).isEqualTo(new Backlog(0, Optional.empty(), 1, 0));

        note(beans, claim(beans).orElseThrow(), new HandOver(Kind.TROUBLE, 421));
        assertThat(note(beans)).startsWith("1 mails wait for the mail server");
        assertThat(show(beans).putOff()).isZero();
    }

    @Test
    void aMailServerThatPutsOffEveryRecipientIsSeenUnlessItTookSomethingLately() {
        Beans beans = on(Databases.empty("all-put-off"));
        order(beans);
        note(beans, claim(beans).orElseThrow(), HandOver.taken());
        order(beans);
        note(beans, claim(beans).orElseThrow(), new HandOver(Kind.POSTPONED, 454));
        beans.run(Mails.class, mails -> mails.send(EmailAddress.of("other@example.com"), LETTER));
        note(beans, claim(beans).orElseThrow(), new HandOver(Kind.POSTPONED, 454));
        beans.clock().pass(Duration.ofMinutes(59));
        assertThat(note(beans)).isEmpty();

        beans.clock().pass(Duration.ofMinutes(1));

        assertThat(note(beans)).startsWith("2 mails wait for the mail server");
        assertThat(show(beans).putOff()).isEqualTo(2);
    }

    @Test
    void aCodeThatAFullMailboxDidNotTakeIsNotLost() {
        Beans beans = on(Databases.empty("code-put-off"));
        Instant now = beans.clock().instant();
        giveUp(beans, code(beans, now), Kind.TROUBLE, now);
        giveUp(beans, code(beans, now), Kind.POSTPONED, now);

        assertThat(show(beans).lost()).isEqualTo(1);
    }

    private OutboundMail code(Beans beans, Instant now) {
        Secrets secrets = beans.<Secrets, Secrets>call(Secrets.class, all -> all);
        return new OutboundMail(to, LETTER, secrets, now, now.plusSeconds(60)).carrying("code");
    }

    private static void giveUp(Beans beans, OutboundMail mail, Kind last, Instant now) {
        mail.postpone(new HandOver(last, 452), now);
        mail.giveUp(now);
        beans.query(entities -> {
            entities.persist(mail);
            return mail;
        });
    }

    @Test
    void keyRotationSealsWhatWaitsAnew() {
        Beans beans = on(Databases.empty("sealed-letters"));
        order(beans);
        String cipher =
                beans.query(entities -> (String) entities.createNativeQuery("select letter_cipher from mail_outbox")
                        .getSingleResult());
        String keyId = cipher.substring(0, cipher.indexOf('.'));

        assertThat(beans.<SealedLetters, Long>call(SealedLetters.class, letters -> letters.countUnder(keyId)))
                .isEqualTo(1);
        assertThat(beans.<SealedLetters, Integer>call(SealedLetters.class, letters -> letters.reseal(keyId, 10)))
                .isEqualTo(1);
        assertThat(claim(beans))
                .hasValueSatisfying(mail -> assertThat(mail.letter()).isEqualTo(LETTER));
    }

    private Beans on(Database database) {
        // Others of this JVM may have left mails that are due.
        database.run(entities ->
                entities.createNativeQuery("delete from mail_outbox").executeUpdate());
        return new Beans(database)
                .set("countersign.mail.host", "mail.example")
                .set("countersign.mail.from", "no-reply@countersign.example");
    }

    private void order(Beans beans) {
        beans.run(Mails.class, mails -> mails.send(to, LETTER));
    }

    private static Optional<ClaimedMail> claim(Beans beans) {
        return beans.<MailClaims, Optional<ClaimedMail>>call(MailClaims.class, MailClaims::claim);
    }

    private static void note(Beans beans, ClaimedMail mail, HandOver outcome) {
        beans.run(MailClaims.class, claims -> claims.note(mail.id(), outcome));
    }

    private static HandOver take(Beans beans, ClaimedMail mail) {
        return beans.<MailServer, HandOver>call(MailServer.class, server -> server.take(mail));
    }

    private static String note(Beans beans) {
        return beans.<MailBacklog, String>call(MailBacklog.class, MailBacklog::note);
    }

    private static Backlog show(Beans beans) {
        return beans.<MailBacklog, Backlog>call(MailBacklog.class, MailBacklog::show);
    }

    private void isOurs(OutboundMail mail) {
        assertThat(mail.recipient()).isEqualTo(to);
    }

    private static Object row(Beans beans, ClaimedMail mail, String column) {
        return beans.query(entities -> new Object[] {
            entities.createNativeQuery("select " + column + " from mail_outbox where id = ?1")
                    .setParameter(1, mail.id())
                    .getSingleResult()
        })[0];
    }

    private static int count(Beans beans, ClaimedMail mail) {
        return beans.query(entities -> entities.createNativeQuery("select id from mail_outbox where id = ?1")
                .setParameter(1, mail.id())
                .getResultList()
                .size());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
