package dev.countersign.bench;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.RunKeys;
import dev.countersign.crypto.Secrets;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Orders that the product finds in its outbox, as if logins had written them. */
final class Orders {

    private static final String INSERT =
            "insert into sms_outbox (message_key, e164, text_cipher, state, command_status,"
                    + " created_at, expires_at, changed_at) values (?, ?, ?, 'WAITING', 0, ?, ?, ?)";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Rig rig;

    Orders(Rig rig) {
        this.rig = rig;
    }

    /**
     * What became of a number of orders.
     *
     * @param seconds from the first submit_sm to the last receipt in its row
     * @param cpuEach processor time for each, in milliseconds
     */
    record Done(int orders, double seconds, Cpu cpuEach) {

        double perSecond() {
            return orders / seconds;
        }
    }

    /** Writes them in one transaction and waits until the receipt of each stands in its row. */
    Done run(int orders) throws SQLException, IOException {
        long before = rig.countSubmits();
        Cpu cpu = Cpu.now(rig);
        write(orders);
        long limit = System.nanoTime() + LIFE.toNanos();
        await(limit, () -> rig.countSubmits() > before);
        long begun = System.nanoTime();
        await(limit, () -> rig.countSubmits() >= before + orders);
        // Not before: to count them is more work than an order is.
        await(limit, () -> countOpen() == 0);
        double seconds = (System.nanoTime() - begun) / 1e9;
        requireEachOnce(orders, rig.countSubmits() - before);
        requireAllDelivered();
        return new Done(orders, seconds, Cpu.now(rig).since(cpu).dividedBy(orders));
    }

    private void write(int orders) throws SQLException {
        Instant now = Instant.now();
        try (Connection database = rig.postgres().connect();
                PreparedStatement insert = database.prepareStatement(INSERT)) {
            Secrets secrets = new Secrets(RunKeys.read(database, rig.keys(), Purpose.SMS_TEXT));
            database.setAutoCommit(false);
            for (int order = 0; order < orders; order++) {
                String key = UUID.randomUUID().toString();
                insert.setString(1, key);
                insert.setString(2, String.format(Locale.ROOT, "+4915112%06d", order));
                insert.setString(
                        3, secrets.seal(Purpose.SMS_TEXT, key, "Your code is 012345. It is valid for 10 minutes."));
                insert.setTimestamp(4, Timestamp.from(now));
                insert.setTimestamp(5, Timestamp.from(now.plus(LIFE)));
                insert.setTimestamp(6, Timestamp.from(now));
                insert.addBatch();
            }
            insert.executeBatch();
            database.commit();
        }
    }

    private int countOpen() {
        return Integer.parseInt(rig.postgres()
                .ask("select count(*) from sms_outbox where state in ('WAITING', 'QUEUED', 'SUBMITTED')"));
    }

    private interface Condition {
        boolean isMet() throws IOException;
    }

    private void await(long limit, Condition condition) throws IOException {
        while (!condition.isMet()) {
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException(countOpen() + " orders have no receipt");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void requireAllDelivered() {
        String others = rig.postgres().ask("select count(*) from sms_outbox where state <> 'DELIVERED'");
        if (!others.equals("0")) {
            throw new IllegalStateException(others + " orders ended without a receipt of delivery");
        }
    }

    private static void requireEachOnce(int orders, long submits) {
        if (submits != orders) {
            throw new IllegalStateException(orders + " orders were submitted " + submits + " times");
        }
    }
}
