package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The vector of RFC 6238 appendix B that lies in the future: its key, its moment and its code, whose last six digits are those of an
 * app that shows six. The product makes the keys of apps itself, so that of the standard is sealed into the row of one.
 */
@Tag("full")
class TotpVectorIT {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant MOMENT = Instant.parse("2033-05-18T03:33:20Z");
    private static final String EIGHT_DIGITS = "69279037";

    /** Of one attempt; the fifth wrong code ends it. */
    private static final int TRIES = 3;

    @Test
    void theCodeOfTheStandardIsTakenAndNoneThatDiffersInADigit() throws Exception {
        String code = EIGHT_DIGITS.substring(2);
        try (Product product = Product.onH2(Path.of("target/run-totp-vector"))) {
            TestUser user = product.operator().newUserWithoutNumber();
            Account.withoutFactor(product, user).addApp(product.time().now());
            product.stopServer();
            try (Connection database = product.openDatabase()) {
                StoredKeys.putTotpKey(product.keys(), database, KEY);
            }
            product.startServer();
            product.time().advanceTo(MOMENT);

            for (int first = 0; first < code.length(); first += TRIES) {
                Portal.Attempt attempt = product.portal().begin(user);
                IntStream.range(first, first + TRIES)
                        .mapToObj(place -> changed(code, place))
                        .forEach(wrong -> assertThat(attempt.answer(wrong).status())
                                .as(wrong)
                                .isEqualTo(422));
            }
            Portal.Attempt attempt = product.portal().begin(user);
            assertThat(attempt.answer(code).status()).isEqualTo(200);
            assertThat(attempt.token().status()).isEqualTo(200);
            assertThat(product.portal().begin(user).answer(code).status())
                    .as("once")
                    .isEqualTo(422);
        }
    }

    private static String changed(String code, int place) {
        char other = (char) ('0' + (code.charAt(place) - '0' + 1) % 10);
        return code.substring(0, place) + other + code.substring(place + 1);
    }
}
