package dev.countersign.web.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.backoffice.CallerCheck;
import dev.countersign.backoffice.CallerOutcome;
import dev.countersign.backoffice.CallerOutcome.Known;
import dev.countersign.backoffice.CallerOutcome.Refused;
import dev.countersign.backoffice.CallerRecords;
import dev.countersign.backoffice.CallerRefusal;
import dev.countersign.backoffice.ClientName;
import dev.countersign.backoffice.MessageTimestamp;
import dev.countersign.backoffice.Nonce;
import dev.countersign.backoffice.UsernameToken;
import dev.countersign.backoffice.WsuTime;
import dev.countersign.web.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.staxutils.StaxUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** OASIS UsernameToken Profile 1.1 section 3.1: the digests, and what each header of the vectors comes to. */
class WsseVectorsTest {

    private static final JsonObject VECTORS = vectors();
    private static final JsonObject HEADERS = VECTORS.getJsonObject("username_token_headers");
    private static final Instant NOW = Instant.parse(HEADERS.getString("clock"));

    /** What each case comes to; "ok" is accepted, "xml" is refused by the parser, the rest are codes of the standard. */
    private static final Map<String, String> EXPECTED = new HashMap<>(Map.of(
            "valid digest", "ok",
            "digest without nonce", "InvalidSecurityToken",
            "digest without Created", "InvalidSecurityToken",
            "nonce of 1 byte", "InvalidSecurityToken",
            "wrong password", "FailedAuthentication",
            "unknown user", "FailedAuthentication",
            "PasswordText over plain HTTP", "UnsupportedSecurityToken",
            "no Type attribute means PasswordText", "UnsupportedSecurityToken",
            "unknown Type", "UnsupportedSecurityToken",
            "Created older than the freshness limit (5 min)", "MessageExpired"));

    static {
        EXPECTED.putAll(Map.of(
                "Created in the future beyond the skew (60 s)", "InvalidSecurity",
                "two UsernameTokens", "InvalidSecurity",
                "user name with white space", "FailedAuthentication",
                "user name with NUL / XML-illegal character", "xml",
                "LDAP/SQL metacharacters in user", "FailedAuthentication",
                "Timestamp without Expires", "ok",
                "Timestamp twice", "InvalidSecurity",
                "Created not a date", "InvalidSecurityToken"));
    }

    /** Cases that are about a nonce that the valid one has used. */
    private static final Set<String> REPLAYS =
            Set.of("the same header again", "nonce differs only in base64 white space");

    @Test
    void everyCaseOfTheVectorsIsExpectedHere() {
        assertThat(cases().map(arguments -> (String) arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(EXPECTED.keySet().stream(), REPLAYS.stream())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aHeaderAloneComesToWhatTheVectorsSay(String name, String header) {
        String expected = REPLAYS.contains(name) ? "ok" : EXPECTED.get(name);

        assertThat(verdict(header, new CallerCheck(new InMemory("api", "secret"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsTakenAfterItsNonceWasUsed(String name, String header) {
        CallerCheck check = new CallerCheck(new InMemory("api", "secret"));
        assertThat(verdict(headerOf("valid digest"), check)).isEqualTo("ok");

        String expected = Optional.ofNullable(EXPECTED.get(name))
                .filter(code -> !code.equals("ok"))
                .orElse("InvalidSecurityToken");

        assertThat(verdict(header, check)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("digests")
    void digestsAreThoseOfTheProfile(JsonObject vector) {
        CallerCheck check = new CallerCheck(new InMemory("api", vector.getString("password")));

        assertThat(check(check, vector, "password_digest")).isInstanceOf(Known.class);
    }

    @ParameterizedTest
    @MethodSource("digests")
    void aDigestOverTheTextOfTheNonceIsWrong(JsonObject vector) {
        CallerCheck check = new CallerCheck(new InMemory("api", vector.getString("password")));

        assertThat(check(check, vector, "wrong_digest_if_base64_text_is_hashed"))
                .isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
    }

    @Test
    void anEmptySecretOfNobodyOpensNothing() {
        JsonObject vector = digests()
                .filter(candidate -> candidate.getString("password").isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(check(new CallerCheck(new InMemory("other", "x")), vector, "password_digest"))
                .isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
    }

    @Test
    void aRefusalUsesUpNoNonce() {
        CallerCheck check = new CallerCheck(new InMemory("api", "secret"));

        assertThat(verdict(headerOf("wrong password"), check)).isEqualTo("FailedAuthentication");

        assertThat(verdict(headerOf("valid digest"), check)).isEqualTo("ok");
    }

    @Test
    void wrongSecretAndUnknownClientAreOneAnswer() {
        CallerCheck check = new CallerCheck(new InMemory("api", "secret"));
        String wrong = faultText(headerOf("wrong password"), check);

        assertThat(faultText(headerOf("unknown user"), check)).isEqualTo(wrong);
    }

    @Test
    void anotherTokenBesideIsRefused() {
        String header = headerOf("valid digest")
                .replace("</wsse:Security>", "<wsse:BinarySecurityToken>x</wsse:BinarySecurityToken></wsse:Security>");

        assertThat(verdict(header, new CallerCheck(new InMemory("api", "secret"))))
                .isEqualTo("UnsupportedSecurityToken");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an unknown part of the token, </wsse:Nonce>, </wsse:Nonce><wsse:Iteration>5</wsse:Iteration>, UnsupportedSecurityToken",
        "another encoding of the nonce, #Base64Binary, #HexBinary, InvalidSecurityToken",
        "an unknown part of the timestamp, <wsu:Timestamp>, <wsu:Timestamp><wsu:Until>x</wsu:Until>, InvalidSecurity",
        "an element inside a text, </wsse:Username>, <a/></wsse:Username>, InvalidSecurityToken",
        "expired by its own word, <wsu:Expires>2, <wsu:Expires>1, MessageExpired",
    })
    void whatIsOddIsRefused(String name, String part, String odd, String code) {
        String header = headerOf("valid digest");
        assertThat(header).contains(part);

        assertThat(verdict(header.replace(part, odd), new CallerCheck(new InMemory("api", "secret"))))
                .isEqualTo(code);
    }

    @Test
    void anEncodingOfTheNonceMayBeLeftOut() {
        String header = headerOf("valid digest").replaceAll(" EncodingType=\"[^\"]*\"", "");
        assertThat(header).doesNotContain("EncodingType");

        assertThat(verdict(header, new CallerCheck(new InMemory("api", "secret"))))
                .isEqualTo("ok");
    }

    @ParameterizedTest
    @EnumSource(CallerRefusal.class)
    void aFaultSaysWhatToDoAndHasAReference(CallerRefusal refusal) {
        assertThat(WsseFault.of(refusal).getMessage())
                .matches("[A-Z][A-Za-z0-9:, ]{20,} \\(reference [0-9A-Z]{4}-[0-9A-Z]{4}\\)");
    }

    @Test
    void aCommentSplitsNoName() {
        String header = headerOf("valid digest").replace(">api<", ">ap<!-- x -->i<");

        assertThat(verdict(header, new CallerCheck(new InMemory("api", "secret"))))
                .isEqualTo("ok");
    }

    @Test
    void theHeaderIsNeededOnce() {
        assertThatThrownBy(() -> SecurityHeader.read(List.of())).isInstanceOf(SoapFault.class);
        Element header = element(headerOf("valid digest"));
        assertThatThrownBy(() -> SecurityHeader.read(List.of(header, header))).isInstanceOf(SoapFault.class);
    }

    static Stream<Arguments> cases() {
        return HEADERS.getJsonArray("cases").getValuesAs(JsonObject.class).stream()
                .map(each -> Arguments.of(each.getString("case"), each.getString("security_header")));
    }

    static Stream<JsonObject> digests() {
        return VECTORS.getJsonArray("password_digest").getValuesAs(JsonObject.class).stream();
    }

    private static String headerOf(String name) {
        return cases().filter(each -> each.get()[0].equals(name))
                .map(each -> (String) each.get()[1])
                .findFirst()
                .orElseThrow();
    }

    private static CallerOutcome check(CallerCheck check, JsonObject vector, String digest) {
        WsuTime created = WsuTime.parse(vector.getString("created"));
        UsernameToken token = new UsernameToken(
                "api", vector.getString(digest), Nonce.parse(vector.getString("nonce_base64")), created);
        return check.check(token, new MessageTimestamp(created, Optional.empty()), created.instant());
    }

    private static String verdict(String header, CallerCheck check) {
        try {
            SecurityHeader read = SecurityHeader.read(List.of(element(header)));
            CallerOutcome outcome = check.check(read.token(), read.timestamp(), NOW);
            return outcome instanceof Refused refused
                    ? WsseFault.of(refused.reason()).getFaultCode().getLocalPart()
                    : "ok";
        } catch (ProblemException e) {
            return "xml";
        } catch (SoapFault e) {
            assertThat(e.getFaultCode().getNamespaceURI()).isEqualTo(SecurityHeader.WSSE);
            return e.getFaultCode().getLocalPart();
        }
    }

    private static String faultText(String header, CallerCheck check) {
        SecurityHeader read = SecurityHeader.read(List.of(element(header)));
        Refused refused = (Refused) check.check(read.token(), read.timestamp(), NOW);
        return String.valueOf(WsseFault.of(refused.reason()).getMessage()).replaceAll("\\(reference .*", "");
    }

    /** Reads as the running server does. */
    private static Element element(String header) {
        String envelope = "<soapenv:Envelope xmlns:soapenv='" + XmlGuard.ENVELOPE.getNamespaceURI()
                + "'><soapenv:Header>" + header + "</soapenv:Header></soapenv:Envelope>";
        XmlGuard.check(envelope);
        try {
            Document document = StaxUtils.read(XmlGuard.reader(envelope));
            NodeList found = document.getElementsByTagNameNS(SecurityHeader.WSSE, "Security");
            return (Element) found.item(0);
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject vectors() {
        try (JsonReader reader = Json.createReader(WsseVectorsTest.class.getResourceAsStream("/vectors/wsse.json"))) {
            return reader.readObject();
        }
    }

    /** One client, and the nonces it has used. */
    private record InMemory(ClientName name, String secret, Set<String> used) implements CallerRecords {

        InMemory(String name, String secret) {
            this(new ClientName(name), secret, new HashSet<>());
        }

        @Override
        public Optional<String> findSecret(Optional<ClientName> asked) {
            return asked.filter(name::equals).map(known -> secret);
        }

        @Override
        public boolean enter(ClientName client, Nonce nonce, Instant end) {
            return used.add(client + " " + nonce.base64());
        }
    }
}
