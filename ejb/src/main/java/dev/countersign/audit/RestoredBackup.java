package dev.countersign.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a backup brings back that was over: it raises the epoch of the audit chain, so that verification can tell the restoring from a
 * trick, and ends what the backup holds open, because some of it had ended since: it would count, or be told, a second time. It works
 * on tables of other features by their columns: it is a program of its own, before any server is there.
 */
record RestoredBackup(Connection database, Clock clock) {

    /** Of the codes of apps (RFC 6238 section 4.1); their phones may be a step ahead. */
    private static final int STEP_SECONDS = 30;

    private static final String ENDED_AT = " set ended_at = ? where ended_at is null";

    /** What was over a day ago by its own time stays as it is: of some tables that is nearly all there ever was. */
    private static final String LATELY_ENDED_AT =
            ENDED_AT + " and expires_at > cast(? as timestamp with time zone) - interval '1' day";

    /** What ends, and how; each {@code ?} is the present time. */
    private static final List<Step> STEPS = List.of(
            new Step("sessions", "update login_session" + LATELY_ENDED_AT),
            new Step("temporary passcodes", "update temporary_passcode" + ENDED_AT),
            new Step("permits for passcodes", "update passcode_permit set used_at = ? where used_at is null"),
            new Step(
                    "login attempts",
                    "update login_attempt set state = 'EXPIRED', version = version + 1"
                            + " where state in ('FACTOR_PENDING', 'AUTHENTICATED')"),
            new Step(
                    "password resets",
                    "update password_reset set state = 'SUPERSEDED', version = version + 1"
                            + " where state in ('ISSUED', 'CLAIMED')"),
            new Step(
                    "activations and moves",
                    "update activation set state = 'EXPIRED', secrets_sealed = null, version = version + 1"
                            + " where state in ('CREATED', 'FOUND')"),
            new Step("confirmations", "update confirmation" + LATELY_ENDED_AT),
            new Step("confirmed numbers", "update mobile_number set permitted_until = null where permitted_until > ?"),
            new Step("codes by SMS", "update one_time_code" + LATELY_ENDED_AT),
            new Step(
                    "SMS that waited",
                    "update sms_outbox set state = 'EXPIRED', text_cipher = null, changed_at = ?"
                            + " where state = 'WAITING'"),
            new Step(
                    "mails",
                    "update mail_outbox set state = 'GIVEN_UP', letter_cipher = null, changed_at = ?"
                            + " where state = 'WAITING'"),
            new Step(
                    "notices on phones",
                    "update push_notice set delivery = 'FAILED', version = version + 1 where delivery = 'WAITING'"),
            new Step("challenges of authenticators", "update challenge" + LATELY_ENDED_AT),
            new Step(
                    "requests for approval",
                    "update push_request set state = 'ENDED', ended_at = ?, version = version + 1"
                            + " where state = 'WAITING'"),
            new Step("challenges of cards", "update card_question" + LATELY_ENDED_AT),
            new Step("cells of grid cards", "update grid_question set burnt_at = ? where burnt_at is null"),
            new Step("questions to passkeys", "update passkey_question" + LATELY_ENDED_AT),
            new Step(
                    "sets of recovery codes",
                    "update recovery_set set ended_at = ?, hashes_sealed = null, codes_left = 0, version = version + 1"
                            + " where ended_at is null"),
            new Step(
                    "cards that have to be found again",
                    "update display_card set resync_due = true, version = version + 1"
                            + " where (suite like 'HOTP-%' or suite like 'TOTP-%') and state in ('SHIPPED', 'ACTIVE') and resync_due = false"));

    private record Step(String what, String update) {}

    /** How much was ended of what. */
    record Ended(String what, int rows) {

        /** As a person reads it: what there was. */
        static String sentence(List<Ended> all) {
            String told = all.stream()
                    .filter(one -> one.rows() > 0)
                    .map(one -> one.what() + ": " + one.rows())
                    .collect(Collectors.joining(", "));
            return told.isEmpty() ? "Nothing was open." : "Ended: " + told + ".";
        }
    }

    /**
     * Within the caller's transaction.
     *
     * @throws SQLException also if the database has no audit chain: then it is not one of this product, or no server has served it
     */
    List<Ended> declare() throws SQLException {
        raiseEpoch();
        Instant now = clock.instant();
        List<Ended> ended = new ArrayList<>();
        for (Step step : STEPS) {
            ended.add(new Ended(step.what(), end(step.update(), now)));
        }
        passOver(now);
        return List.copyOf(ended);
    }

    private void raiseEpoch() throws SQLException {
        try (Statement statement = database.createStatement()) {
            if (statement.executeUpdate("update audit_chain set epoch = epoch + 1") == 0) {
                throw new SQLException("there is no audit chain in this database");
            }
        }
    }

    /** The codes that apps show about now were perhaps used: the next ones count. */
    private void passOver(Instant now) throws SQLException {
        long step = now.getEpochSecond() / STEP_SECONDS + 1;
        try (PreparedStatement statement = database.prepareStatement(
                "update totp_app set last_step = ?, version = version + 1 where last_step < ? and state = 'ACTIVE'")) {
            statement.setLong(1, step);
            statement.setLong(2, step);
            statement.executeUpdate();
        }
    }

    private int end(String update, Instant now) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(update)) {
            for (int i = 1; i <= update.chars().filter(one -> one == '?').count(); i++) {
                statement.setTimestamp(i, Timestamp.from(now));
            }
            return statement.executeUpdate();
        }
    }
}
