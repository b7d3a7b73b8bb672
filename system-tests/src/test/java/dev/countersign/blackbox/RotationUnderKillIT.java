package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.CardStock.NewCard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGKILL while thousands of records go from one data key to the next: what was done stays done, and the rest follows. */
@Tag("full")
class RotationUnderKillIT {

    private static final System.Logger LOG = System.getLogger(RotationUnderKillIT.class.getName());
    private static final int CARDS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** RFC 4226 appendix D: the key, and its first code. */
    private static final String KEY = "3132333435363738393031323334353637383930";

    private static final String FIRST = "755224";

    @Test
    void aRotationThatWasCutOffGoesOnFromWhereItWasAndEnds() throws SQLException {
        try (Product product = Product.onH2(Path.of("target/run-rotation"))) {
            CardStock stock = new CardStock(product);
            stock.bringIn(Stream.generate(() -> hotp(CardStock.newSerial()))
                    .limit(CARDS)
                    .toList());
            TestUser user = product.operator().newUserWithoutNumber();
            stock.give(user, List.of(hotp(CardStock.newSerial())));
            long all = keys(product).current("CARD_KEY").path("records").asLong();
            String old = keys(product).rotateData("CARD_KEY");

            long seen = Eventually.get(
                    "a fifth of the records left",
                    PATIENCE,
                    () -> Optional.of(records(product, old)).filter(left -> left <= all * 4 / 5));
            product.killServer();

            long left = under(product, old);
            LOG.log(System.Logger.Level.INFO, "{0} of {1} records were left at the kill", left, all);
            assertThat(all).isGreaterThan(CARDS);
            assertThat(left).isBetween(1L, seen);
            product.startServer();
            Eventually.get(
                    "nothing under " + old,
                    PATIENCE,
                    () -> Optional.of(records(product, old)).filter(rest -> rest == 0));
            assertThat(keys(product).current("CARD_KEY").path("records").asLong())
                    .isEqualTo(all);
            Portal.Attempt attempt = product.portal().begin(user);
            assertThat(attempt.answer(FIRST).status()).isEqualTo(200);
            assertThat(attempt.token().status()).isEqualTo(200);
        }
    }

    private static NewCard hotp(String serial) {
        return new NewCard(serial, "HOTP-SHA1-6", KEY, "", 0);
    }

    private static Keys keys(Product product) {
        return new Keys(product.operator().http());
    }

    private static long records(Product product, String keyId) {
        return keys(product).get(keyId).path("records").asLong();
    }

    /** What a look into the database of the dead server finds under a key. */
    private static long under(Product product, String keyId) throws SQLException {
        try (Connection database = product.openDatabase();
                PreparedStatement count =
                        database.prepareStatement("select count(*) from display_card where key_sealed like ?")) {
            count.setString(1, keyId + ".%");
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
