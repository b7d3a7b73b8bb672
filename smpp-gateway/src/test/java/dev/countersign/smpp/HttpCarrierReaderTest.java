package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Carriers over HTTP in a book. */
class HttpCarrierReaderTest {

    private static final String HTTP =
            "{'carriers': [{'name': 'web', 'url': 'https://api.example/v1', 'secretFile': 'web.secret',"
                    + " 'contentType': 'application/x-www-form-urlencoded',"
                    + " 'body': 'To={to}&Body={text}&Ttl={validitySeconds}',"
                    + " 'headers': {'Authorization': 'Bearer {secret}'}, 'id': '/sid', 'error': '/code', 'numberErrors': ['1'],"
                    + " 'callback': {'secretFile': 'web.callback', 'header': 'X-S', 'id': '/sid', 'state': '/s',"
                    + " 'delivered': ['ok'], 'failed': ['no']}, 'failoverAfter': 'PT1M'}], 'routes': [{'carrier': 'web'}]}";

    private static final NamedFiles SECRETS =
            new NamedFiles.Told(Map.of("web.secret", "sesame\n", "web.callback", "a callback secret\n"));

    private static CarrierBook read(String json) {
        return CarrierBookReader.read(json.replace('\'', '"'), SECRETS);
    }

    @Test
    void readsACarrierOverHttp() {
        CarrierBook book = read(HTTP);

        HttpAccess web = (HttpAccess) book.carriers().get(0).access();
        assertThat(web.url()).hasToString("https://api.example/v1");
        assertThat(web.form().headers()).containsEntry("Authorization", "Bearer sesame");
        assertThat(web.form().body().text()).isEqualTo("To={to}&Body={text}&Ttl={validitySeconds}");
        CallbackForm callback = web.callback().orElseThrow();
        assertThat(callback.contentType()).isEqualTo(BodyTemplate.JSON);
        assertThat(callback.signature())
                .isEqualTo(new CallbackSignature(
                        "a callback secret",
                        "X-S",
                        CallbackSignature.Algorithm.HMAC_SHA256,
                        SignedText.BODY,
                        Optional.empty()));
        assertThat(callback.places()).isEqualTo(new CallbackForm.Places(Optional.empty(), "/sid", "/s", "", ""));
        assertThat(callback.words()).isEqualTo(new CallbackForm.Words(Set.of("ok"), Set.of("no"), Set.of()));
        assertThat(book.carriers().get(0).receipts().failover()).isEqualTo(Duration.ofMinutes(1));
        assertThat(book.toString()).doesNotContain("Bearer", "a callback secret");
    }

    /** What would fail with each message, or with none but the dead ones, fails here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'callback' | 'callback_': 1, 'callback' | nothing is known of [callback_]",
                "'Authorization' | 'Content-Length': '5', 'Authorization' | headers: Content-Length is no header that can be set",
                "'Authorization' | 'content-type': 'text/plain', 'Authorization' | headers: content-type would be sent twice",
                "Bearer {secret} | Bearer \\n{secret} | headers: Authorization is no header that can be set",
                "'Authorization' | 'No name' | headers: No name is no header",
                "api.example/v1 | api.example:65536/v1 | url has a port up to 65535",
                "api.example/v1 | api example/v1 | carriers[0]: Illegal character",
                "'failoverAfter' | 'receiptStates': {}, 'failoverAfter' | nothing is known of [receiptStates]",
                "'failoverAfter' | 'alphabet': 'UCS2', 'failoverAfter' | nothing is known of [alphabet]",
                "'failoverAfter' | 'submitTimeout': 'PT0S', 'failoverAfter' | a time-out is at least a millisecond",
                "'state': '/s' | 'state': 's' | carriers[0].callback: each, id, state, error and key are JSON pointers",
                "'id': '/sid', 'state' | 'id': 'sid', 'state' | carriers[0].callback: each, id, state, error and key are JSON",
                "'state' | 'each': 'all', 'state' | carriers[0].callback: each, id, state, error and key are JSON pointers",
                "'state': '/s' | 'state': '/~2' | carriers[0].callback: each, id, state, error and key are JSON pointers",
                "'id': '/sid', 'error' | 'id': '/a~b', 'error' | carriers[0]: id, error and status are JSON pointers",
                "'header': 'X-S' | 'header': 'X Sig' | carriers[0].callback: header is no name that a header can have",
                "'header': 'X-S' | 'header': '' | carriers[0].callback: header is no name that a header can have",
                "'header': | 'timestampHeader': 'X T', 'signed': '{header:X T}{body}', 'header': | carriers[0].callback: signed has",
                "'id': '/sid', 'state' | 'state' | carriers[0].callback.id is missing",
                "'state': '/s' | 'state': '' | carriers[0].callback: a callback has a place for state, and one for id or key",
                "'header': | 'algorithm': 'MD5', 'header': | carriers[0].callback.algorithm must be one of [HMAC_SHA256",
                "'header': | 'signed': '{header:X-T}', 'header': | carriers[0].callback: signed has a place for {body}",
                "'header': | 'url': 'https://sms.example', 'header': | carriers[0].callback: url of a callback goes with",
                "'header': | 'timestampHeader': 'X-T', 'header': | carriers[0].callback: timestampHeader is signed",
                "'header': | 'tolerance': 'PT1M', 'header': | carriers[0].callback: nothing is known of [tolerance]",
                "'header': | 'contentType': 'text/xml', 'header': | carriers[0].callback: contentType is application/json",
                "'header': | 'signed': '{sortedParameters}', 'header': | {sortedParameters} goes with contentType",
                "'delivered': ['ok'], | \"\" | carriers[0].callback: delivered has a word at least",
                "'error': | 'status': '/s', 'error': | carriers[0]: status and accepted go together",
                "'error': | 'errors': {'7': 'BLOCK'}, 'error': | carriers[0].errors must be one of [",
                "'error': | 'errors': {'7': 'ACCEPTED'}, 'error': | carriers[0]: a code in errors is none of an acceptance",
                "'error': '/code', | 'errors': {'7': 'BLOCKED'}, | carriers[0]: errors, and numberErrors, go with error",
                "'error': '/code', | \"\" | carriers[0]: errors, and numberErrors, go with error",
                "'failoverAfter' | 'longTexts': 'SAR', 'failoverAfter' | nothing is known of [longTexts]",
                "'failoverAfter' | 'receiptIdForm': 'HEX', 'failoverAfter' | nothing is known of [receiptIdForm]",
                "'id': '/sid', 'error' | 'answers': 'TEXT', 'id': 'OK (', 'error' | carriers[0]: id, error and status are regular expressions",
                "'id': '/sid', 'error' | 'answers': 'TEXT', 'id': 'OK', 'error' | carriers[0]: id, error and status are regular expressions",
                "To={to} | To=1 | carriers[0]: body has a place for {to} or {toDigits}",
                "'error': | 'accepted': ['0'], 'error': | carriers[0]: status and accepted go together",
                "'error': | 'status': 's', 'accepted': ['0'], 'error': | carriers[0]: id, error and status are JSON pointers",
                "'failoverAfter' | 'submitTimeout': 'PT9999999999999H', 'failoverAfter' | carriers[0].submitTimeout is not",
                "&Ttl={validitySeconds} | \"\" | body has no place for {validitySeconds}"
            })
    void refusesACarrierOverHttpWhoseMessagesWouldFail(String part, String replacement, String complaint) {
        assertThat(HTTP).contains(part);

        assertThatThrownBy(() -> read(HTTP.replace(part, replacement)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("Bearer")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void readsHowACallbackIsSigned() {
        String book = HTTP.replace(
                "'header': 'X-S'",
                "'header': 'X-S', 'contentType': 'application/x-www-form-urlencoded', 'algorithm': 'HMAC_SHA1',"
                        + " 'signed': '{header:X-Time}{url}{sortedParameters}', 'url': 'https://sms.example/receipts',"
                        + " 'timestampHeader': 'X-Time', 'tolerance': 'PT1M'");

        CallbackForm callback = callback(book);

        assertThat(callback.contentType()).isEqualTo(BodyTemplate.FORM);
        assertThat(callback.signature())
                .isEqualTo(new CallbackSignature(
                        "a callback secret",
                        "X-S",
                        CallbackSignature.Algorithm.HMAC_SHA1,
                        new SignedText("{header:X-Time}{url}{sortedParameters}", "https://sms.example/receipts"),
                        Optional.of(new SignedTime("X-Time", Duration.ofMinutes(1)))));
        assertThat(callback(book.replace(", 'tolerance': 'PT1M'", ""))
                        .signature()
                        .time())
                .contains(new SignedTime("X-Time", Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"/results", "/a~1b~0/0", "\"\""})
    void readsWhereACallbackHasItsReceipts(String each) {
        String book = HTTP.replace("'state': '/s'", "'each': '" + each + "', 'state': '/s'");

        assertThat(callback(book).places().each()).contains(each);
    }

    @Test
    void aCallbackThatHasTheKeyNeedsNoId() {
        String book = HTTP.replace("'id': '/sid', 'state'", "'key': '/client', 'state'");

        assertThat(callback(book).places())
                .isEqualTo(new CallbackForm.Places(Optional.empty(), "", "/s", "", "/client"));
    }

    @Test
    void readsWhatSaysThatAnAnswerIsAnAcceptance() {
        String book = HTTP.replace("'error':", "'status': '/s', 'accepted': ['0', 'Queued'], 'error':");

        assertThat(web(book).answer())
                .isEqualTo(new AnswerForm(
                        AnswerForm.Kind.JSON,
                        "/sid",
                        "/code",
                        Map.of("1", CommandStatus.GIVE_UP),
                        "/s",
                        Set.of("0", "queued")));
    }

    @Test
    void readsWhatTheCodesOfAProviderMean() {
        String book = HTTP.replace("'error':", "'errors': {'7': 'BLOCKED', '9': 'SLOW_DOWN'}, 'error':");

        assertThat(web(book).answer().errors())
                .containsOnly(
                        Map.entry("1", CommandStatus.GIVE_UP),
                        Map.entry("7", CommandStatus.BLOCKED),
                        Map.entry("9", CommandStatus.SLOW_DOWN));
    }

    @Test
    void readsAPlainTextByRegularExpressions() {
        String book = HTTP.replace(
                "'id': '/sid', 'error': '/code'", "'answers': 'TEXT', 'id': '^OK ([a-z]+)', 'error': '^ERR ([0-9]+)'");

        assertThat(web(book).answer())
                .isEqualTo(new AnswerForm(
                        AnswerForm.Kind.TEXT,
                        "^OK ([a-z]+)",
                        "^ERR ([0-9]+)",
                        Map.of("1", CommandStatus.GIVE_UP),
                        "",
                        Set.of()));
    }

    @Test
    void aBodyMayCarryTheSecretAndTheNumberWithoutItsSign() {
        String book = HTTP.replace("To={to}", "To={toDigits}&Password={secret}");

        HttpAccess.MessageForm form = web(book).form();

        assertThat(form.body().text()).contains("Password={secret}");
        assertThat(form.fill(Map.of("toDigits", "49", "text", "Code", "validitySeconds", "60")))
                .isEqualTo("To=49&Password=sesame&Body=Code&Ttl=60");
        assertThat(form.toString()).doesNotContain("sesame");
    }

    @Test
    void aProviderThatCannotBeToldTheValidityIsNamedAsSuch() {
        String book = HTTP.replace("&Ttl={validitySeconds}", "")
                .replace("'failoverAfter'", "'noValidity': true, 'failoverAfter'");

        assertThat(web(book).form().body().text()).isEqualTo("To={to}&Body={text}");
    }

    /** Every message would be silent, and would be sent by the next route, too. */
    @Test
    void refusesFailoverWhereNoReceiptEverComes() {
        String callback = HTTP.substring(HTTP.indexOf(" 'callback'"), HTTP.indexOf(" 'failoverAfter'"));
        String without = HTTP.replace(callback, "");

        assertThatThrownBy(() -> read(without)).hasMessageContaining("carriers[0]: failoverAfter goes with a callback");
        assertThat(read(without.replace("PT1M", "PT0S")).carriers()).hasSize(1);
    }

    private static HttpAccess web(String book) {
        return (HttpAccess) read(book).carriers().get(0).access();
    }

    private static CallbackForm callback(String book) {
        return web(book).callback().orElseThrow();
    }
}
