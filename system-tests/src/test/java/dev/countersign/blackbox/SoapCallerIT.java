package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call over SOAP. A message is taken when it is answered like the unknown attempt that it asks for. */
@ExtendWith(ProductExtension.class)
class SoapCallerIT {

    private static final String BODY = BackOffice.body("GetState", "<attempt><id>x</id><secret>x</secret></attempt>");
    private static final byte[] NONCE = "sixteen octets!!".getBytes(StandardCharsets.US_ASCII);

    private final Product product;
    private final BackOffice office;

    SoapCallerIT(Product product) {
        this.product = product;
        this.office = product.backOffice();
    }

    @Test
    void aMessageIsTakenOnce() {
        String message = message(office.header());

        assertTaken(office.send(message));

        assertRefused(office.send(message), "InvalidSecurityToken");
        assertRefused(office.send(message), "InvalidSecurityToken");
    }

    @Test
    void ofFiftyCopiesAtOnceOneIsTaken() {
        String message = message(office.header());

        Map<String, Long> answers = AtOnce.call(50, () -> office.send(message)).stream()
                .map(answer -> answer.code().isEmpty() ? answer.faultCode() : answer.code())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        assertThat(answers).isEqualTo(Map.of("NOT_FOUND", 1L, "InvalidSecurityToken", 49L));
    }

    @Test
    void anotherBodyUnderTheSameHeaderIsAReplayToo() {
        String header = office.header();
        assertTaken(office.send(message(header)));

        String other = BackOffice.body("BeginLogin", "<userName>x</userName><password>x</password>");

        assertRefused(office.send(BackOffice.envelope(header, other)), "InvalidSecurityToken");
    }

    @Test
    void theNonceOfARefusedMessageIsStillGood() {
        String created = product.time().now().toString();
        String stranger = office.with(office.name(), "guessed").header(created, BackOffice.timestamp(created), NONCE);
        assertRefused(office.send(message(stranger)), "FailedAuthentication");

        assertTaken(office.send(message(office.header(created, BackOffice.timestamp(created), NONCE))));
    }

    @Test
    void aWrongSecretAndAnUnknownNameAreAnsweredAlike() {
        BackOffice wrong = office.with(office.name(), "guessed");
        BackOffice unknown = office.with(Operator.invent().userName(), office.secret());
        BackOffice impossible = office.with(" " + office.name(), office.secret());

        String answer = withoutReference(send(wrong));

        assertRefused(send(wrong), "FailedAuthentication");
        assertThat(withoutReference(send(unknown))).isEqualTo(answer);
        assertThat(withoutReference(send(impossible))).isEqualTo(answer);
    }

    @Test
    void aMessageWithoutItsHeaderIsRefusedBeforeItIsLookedAt() {
        assertRefused(office.send(message("")), "InvalidSecurity");
        assertRefused(office.send(BackOffice.envelope("", "<NoSuchOperation/>")), "InvalidSecurity");
        String twice = office.header() + office.header();
        assertRefused(office.send(message(twice)), "InvalidSecurity");
    }

    @Test
    void passwordsAsTextAreRefused() {
        String header = office.header().replace("#PasswordDigest", "#PasswordText");

        assertRefused(office.send(message(header)), "UnsupportedSecurityToken");
    }

    @Test
    void aTimestampIsNeeded() {
        String created = product.time().now().toString();

        assertRefused(office.send(message(office.header(created, "", NONCE))), "InvalidSecurity");
    }

    @Test
    void aShortNonceIsRefused() {
        String created = product.time().now().toString();
        String header = office.header(created, BackOffice.timestamp(created), new byte[15]);

        assertRefused(office.send(message(header)), "InvalidSecurityToken");
    }

    @ParameterizedTest
    @CsvSource({"PT-4M-50S,", "PT-5M-10S,MessageExpired", "PT50S,", "PT1M10S,InvalidSecurity"})
    void createdLiesInTheWindow(Duration age, String expected) {
        SoapAnswer answer = send(office.at(() -> product.time().now().plus(age)));

        if (expected == null) {
            assertTaken(answer);
        } else {
            assertRefused(answer, expected);
        }
    }

    @Test
    void anExpiredTimestampIsRefused() {
        Instant now = product.time().now();
        String created = now.minusSeconds(20).toString();
        String timestamp = BackOffice.timestamp(created)
                .replace("</u:Timestamp>", "<u:Expires>" + now.minusSeconds(10) + "</u:Expires></u:Timestamp>");

        assertRefused(office.send(message(office.header(created, timestamp, NONCE))), "MessageExpired");
    }

    @Test
    void aRemovedBackOfficeIsAStranger() {
        BackOffice removed = product.backOffice();
        assertTaken(send(removed));

        assertThat(product.operator().removeSoapClient(removed.name()).status()).isEqualTo(200);

        assertRefused(send(removed), "FailedAuthentication");
    }

    private static SoapAnswer send(BackOffice sender) {
        return sender.send(message(sender.header()));
    }

    private static String message(String header) {
        return BackOffice.envelope(header, BODY);
    }

    private static void assertTaken(SoapAnswer answer) {
        assertThat(answer.code()).as(answer.toString()).isEqualTo("NOT_FOUND");
    }

    private static void assertRefused(SoapAnswer answer, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
        assertThat(answer.faultCode()).isEqualTo(code);
        assertThat(answer.text("faultcode")).contains(":");
        assertThat(answer.texts("detail")).isEmpty();
    }

    private static String withoutReference(SoapAnswer answer) {
        return answer.status() + answer.body().replaceAll("reference [0-9A-Z-]{9}", "");
    }
}
