package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationWish;
import dev.countersign.audit.RestoredBackup.Ended;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardResynchronisation;
import dev.countersign.card.Cards;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.login.Attempts;
import dev.countersign.passcode.Passcodes;
import dev.countersign.passkey.PasskeyDesk;
import dev.countersign.recoverycode.RecoveryDesk;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nothing that had ended since the backup works again, as far as a program can know. */
class RestoredBackupTest {

    private static final Database DATABASE = Databases.empty("restored");

    private static final String INSTALLATION = "insert into installation (id, token_hash, platform, os_version,"
            + " app_version, model, unlock_kind, sensor, integrity, created_at, seen_at, version)"
            + " values (?1, 'hash', 'ANDROID', '15', '1', 'model', 'PIN', false, 'NONE', ?2, ?2, 1)";

    private final Beans beans = new Beans(DATABASE);
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void whatTheBackupHoldsOpenIsOver() {
        beans.set("countersign.recovery-codes.allowed", "1");
        openWhatThereIs();

        List<Ended> ended = beans.query(this::declare);

        assertThat(ended)
                .filteredOn(one -> one.rows() > 0)
                .extracting(Ended::what)
                .containsExactly(
                        "sessions",
                        "temporary passcodes",
                        "login attempts",
                        "password resets",
                        "activations and moves",
                        "confirmations",
                        "codes by SMS",
                        "SMS that waited",
                        "mails",
                        "notices on phones",
                        "questions to passkeys",
                        "sets of recovery codes",
                        "cards that have to be found again");
        assertThat(Ended.sentence(ended)).startsWith("Ended: sessions: ").endsWith(" found again: 1.");
        assertThat(countWaiting()).as("orders with codes that are void").isZero();
        List<Ended> again = beans.query(this::declare);
        assertThat(again).extracting(Ended::rows).containsOnly(0);
        assertThat(Ended.sentence(again)).isEqualTo("Nothing was open.");
    }

    /** Challenges of a key are kept as long as it answers: nearly all of them. */
    @Test
    void whatWasOverLongAgoByItsOwnTimeStaysAsItIs() {
        beans.call(PasskeyDesk.class, desk -> desk.begin(user, Optional.empty()));
        Instant end =
                beans.query(entities -> (Instant) entities.createQuery("select max(q.expiresAt) from PasskeyQuestion q")
                        .getSingleResult());

        beans.clock().pass(Duration.between(now(), end).plusDays(1));
        assertThat(questionsEnded()).isZero();
        beans.clock().pass(Duration.ofMillis(-1));
        assertThat(questionsEnded()).isEqualTo(1);
    }

    private int questionsEnded() {
        return beans.query(this::declare).stream()
                .filter(one -> one.what().equals("questions to passkeys"))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    /** The database knows its counter as of the backup: what the card showed since would be right once more. */
    @Test
    void aCardThatGoesByACounterIsFoundByTwoCodesBeforeOneCounts() {
        Cards card = Cards.active(beans, user.userName(), "HOTP-SHA1-6", Optional.empty());
        String usedSince = card.show();
        beans.query(this::declare);

        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), usedSince)).isEqualTo(CodeCheck.WRONG);
        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), card.show())).isEqualTo(CodeCheck.WRONG);
        SignedInUser anew = SignedIn.again(beans, "SMS", user);
        CardOutcome<?> found = beans.call(
                CardResynchronisation.class,
                desk -> desk.answer(anew, card.serial(), new TwoCodes(card.show(), card.show())));
        assertThat(found).isInstanceOf(CardOutcome.Granted.class);
        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), card.show())).isEqualTo(CodeCheck.RIGHT);
    }

    /** After two weeks it opens logins too. */
    @Test
    void soIsOneThatWasShippedAndNeverActivated() {
        Cards card = Cards.inStock(beans, "HOTP-SHA1-6", Optional.empty());
        card.ship(user.userName());
        beans.clock().pass(Duration.ofDays(15));
        String usedSince = card.show();
        beans.query(this::declare);

        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), usedSince)).isEqualTo(CodeCheck.WRONG);
        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), card.show())).isEqualTo(CodeCheck.WRONG);
    }

    /** The code that it shows now was perhaps used, and how far its clock has run away since the backup nobody knows. */
    @Test
    void aCardThatGoesByTimeIsFoundByTwoCodesToo() {
        Cards card = Cards.active(beans, user.userName(), "TOTP-SHA1-6-30S", Optional.empty());
        beans.query(this::declare);

        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), card.show())).isEqualTo(CodeCheck.WRONG);
        beans.clock().pass(Duration.ofSeconds(30));
        String first = card.show();
        beans.clock().pass(Duration.ofSeconds(30));
        SignedInUser anew = SignedIn.again(beans, "SMS", user);
        CardOutcome<?> found = beans.call(
                CardResynchronisation.class,
                desk -> desk.answer(anew, card.serial(), new TwoCodes(first, card.show())));
        assertThat(found).isInstanceOf(CardOutcome.Granted.class);
        beans.clock().pass(Duration.ofSeconds(30));
        assertThat(check(FactorKind.DISPLAY_CARD, card.id(), card.show())).isEqualTo(CodeCheck.RIGHT);
    }

    @Test
    void theCodeThatAnAppShowsNowWasPerhapsUsed() {
        Totps app = Totps.add(beans, user, "Phone", Optional.empty());
        beans.query(this::declare);

        assertThat(check(FactorKind.TOTP, app.id(), app.code())).isEqualTo(CodeCheck.WRONG);
        assertThat(check(FactorKind.TOTP, app.id(), app.code(1))).isEqualTo(CodeCheck.WRONG);
        beans.clock().pass(Duration.ofMinutes(1));
        assertThat(check(FactorKind.TOTP, app.id(), app.code())).isEqualTo(CodeCheck.RIGHT);
    }

    @Test
    void aDatabaseWithoutAChainIsNotOne() {
        assertThatThrownBy(() -> beans.query(entities -> {
                    entities.createNativeQuery("delete from audit_chain").executeUpdate();
                    return declare(entities);
                }))
                .hasRootCauseMessage("there is no audit chain in this database");
    }

    /** In a session of the user's, and at the door. */
    private void openWhatThereIs() {
        beans.call(ActivationDesk.class, desk -> desk.begin(user, new ActivationWish(Optional.empty(), false)));
        beans.call(PasskeyDesk.class, desk -> desk.begin(user, Optional.empty()));
        String number = beans.query(entities -> Numbers.add(entities, user.userId(), now()));
        ConfirmationPurpose purpose = ConfirmationPurpose.FACTOR_CHANGE;
        String asked = Confirming.begin(beans, user, purpose);
        Proof proof = new Proof(asked, Confirming.code(beans, purpose, asked));
        beans.call(RecoveryDesk.class, desk -> desk.make(user, Optional.of(proof)));
        Confirming.begin(beans, user, purpose);
        Passcodes.issue(beans, user.userName());
        beans.query(entities -> Attempts.add(entities, user.userId(), now()));
        beans.query(entities -> entities.createNativeQuery(
                        "insert into password_reset (id, user_id, state, code_hash, tries_left, number_id, created_at,"
                                + " expires_at, version) values (?1, ?2, 'ISSUED', 'hash', 5, ?3, ?4, ?4, 1)")
                .setParameter(1, UUID.randomUUID().toString())
                .setParameter(2, user.userId())
                .setParameter(3, number)
                .setParameter(4, Timestamp.from(now()))
                .executeUpdate());
        Cards.active(beans, user.userName(), "HOTP-SHA1-6", Optional.empty());
        Cards.active(beans, user.userName());
        leaveNoticesWaiting();
    }

    private long countWaiting() {
        return beans.query(entities -> ((Number)
                        entities.createNativeQuery("select count(*) from sms_outbox where state = 'WAITING'")
                                .getSingleResult())
                .longValue());
    }

    /** They went out since, perhaps. */
    private void leaveNoticesWaiting() {
        add("insert into sms_outbox (message_key, e164, text_cipher, state, command_status, created_at,"
                + " expires_at, changed_at) values (?1, '+491701', 'sealed', 'WAITING', 0, ?2, ?2, ?2)");
        add("insert into sms_outbox (message_key, code_id, e164, text_cipher, state, command_status, created_at,"
                + " expires_at, changed_at) select ?1, min(id), '+491702', 'sealed', 'WAITING', 0, ?2, ?2, ?2"
                + " from one_time_code");
        add("insert into mail_outbox (id, recipient, letter_cipher, state, tries, reply_code, created_at,"
                + " expires_at, next_at, changed_at) values (?1, 'a@example.com', 'sealed', 'WAITING', 0, 0, ?2,"
                + " ?2, ?2, ?2)");
        String phone = UUID.randomUUID().toString();
        beans.query(entities -> entities.createNativeQuery(INSTALLATION)
                .setParameter(1, phone)
                .setParameter(2, Timestamp.from(now()))
                .executeUpdate());
        add("insert into push_notice (id, installation_id, title, body, delivery, sends, next_send_at, expires_at,"
                + " version) values (?1, '" + phone + "', 'title', 'body', 'WAITING', 0, ?2, ?2, 1)");
    }

    private void add(String insert) {
        beans.query(entities -> entities.createNativeQuery(insert)
                .setParameter(1, UUID.randomUUID().toString())
                .setParameter(2, Timestamp.from(now()))
                .executeUpdate());
    }

    private CodeCheck check(FactorKind kind, String id, String code) {
        return beans.call(
                Factors.class, factors -> factors.findTyped(kind).orElseThrow().check(id, "login", code));
    }

    private List<Ended> declare(EntityManager entities) {
        try {
            return new RestoredBackup(entities.unwrap(Connection.class), beans.clock()).declare();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant now() {
        return beans.clock().instant();
    }
}
