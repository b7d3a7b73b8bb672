package dev.countersign.blackbox;

import static dev.countersign.blackbox.BackOffice.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SOAP face as such: its contract, its form, and messages that mean harm. */
@ExtendWith(ProductExtension.class)
class SoapIT {

    private static final String SECRET_FILE = "file:///etc/hostname";

    /** Of both ends of a connection within one machine, with room to spare. */
    private static final long BUFFERED_OCTETS = 64L << 20;

    private final Product product;
    private final BackOffice office;

    SoapIT(Product product) {
        this.product = product;
        this.office = product.backOffice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/soap/login/v1?wsdl", "/soap/login/login-v1.xsd"})
    void theContractIsServedAsItStands(String path) throws IOException {
        HttpResponse<String> served = Http.exchange(
                product.http().request(path).header("Host-Was", "x").build(), HttpResponse.BodyHandlers.ofString());

        String name = path.endsWith("wsdl") ? "/wsdl/login-v1.wsdl" : "/wsdl/login-v1.xsd";
        try (InputStream file = getClass().getResourceAsStream(name)) {
            assertThat(served.body()).isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(served.body()).doesNotContain("localhost", "127.0.0.1");
        assertThat(served.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
    }

    @Test
    void nothingElseIsShown() {
        for (String path :
                new String[] {"/soap", "/soap/", "/soap/login/v1", "/soap/login/v1?wsdl&x", "/soap/x?wsdl"}) {
            SoapAnswer answer = BackOffice.send(product.http().request(path).GET());
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("NOT_FOUND");
        }
        assertThat(BackOffice.send(
                                product.http().request(BackOffice.PATH).PUT(HttpRequest.BodyPublishers.ofString("x")))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void anAttemptTellsItsFactorAndItsTimes() {
        TestUser user = product.operator().newUser();

        SoapAnswer begun = begin(user.userName(), user.password());

        assertThat(begun.status()).as(begun.toString()).isEqualTo(200);
        assertThat(begun.text("kind")).isEqualTo("SMS");
        assertThat(begun.text("default")).isEqualTo("true");
        assertThat(begun.text("label"))
                .endsWith(user.number().substring(user.number().length() - 4));
        assertThat(begun.text("triesLeft")).isEqualTo("5");
        assertThat(begun.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aRefusalIsTheDeclaredFault() {
        SoapAnswer refused = begin(Operator.invent().userName(), "Wrong word 1");

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.faultCode()).isEqualTo("Client");
        assertThat(refused.text("faultstring")).isEqualTo("Invalid user name or password");
        assertThat(refused.texts("LoginFault")).hasSize(1);
        assertThat(refused.code()).isEqualTo("LOGIN_BAD_CREDENTIALS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<userName>x</userName>",
                "<password>x</password><userName>x</userName>",
                "<userName>x</userName><password>x</password><userName>y</userName>",
                "<userName/><password>x</password>",
                "<userName>x</userName><password>x</password><client><kind>PIRATE</kind></client>",
                "<userName>x</userName><password>x</password><language>no language</language>",
                "<userName>x</userName><password>x&#10;y</password>",
                "<userName>x</userName><password>x</password><extra/>",
                "<userName>x</userName><password>x</password>"
                        + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname' parse='text'/>",
            })
    void whatDoesNotFitTheSchemaIsRefusedWithoutQuotingIt(String content) {
        SoapAnswer refused = office.call("BeginLogin", content);

        assertMalformed(refused, 500);
        assertThat(refused.body()).doesNotContain("PIRATE", "cvc-", "password", "XInclude");
    }

    @Test
    void anUnknownOperationIsRefused() {
        assertMalformed(office.call("OpenSesame", ""), 500);
    }

    @Test
    void aHeaderThatMustBeUnderstoodAndIsNotIsRefused() {
        String header = office.header() + "<x:Pay xmlns:x='urn:x' s:mustUnderstand='1'/>";

        assertMalformed(office.send(BackOffice.envelope(header, getState())), 500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/soap+xml", "text/xml; charset=utf-16", "multipart/related", "x"
            })
    void anotherMediaTypeIsRefused(String type) {
        SoapAnswer refused = BackOffice.send(product.http()
                .request(BackOffice.PATH)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(message())));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(refused.isFault()).isTrue();
    }

    @Test
    void compressedMessagesAreRefused() {
        SoapAnswer refused = BackOffice.send(xml().header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b})));

        assertThat(refused.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userName\": \"x\"}",
                "",
                "<a/>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>",
            })
    void whatIsNoEnvelopeIsRefused(String body) {
        assertMalformed(office.send(body), 400);
    }

    @Test
    void aMessageOfMoreThanOneMegabyteIsRefused() {
        String message = message().replace("<id>", "<id>" + "x".repeat(1_100_000));

        SoapAnswer told = office.send(message);
        SoapAnswer chunked = BackOffice.send(xml().POST(HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)))));

        assertThat(told.status()).isEqualTo(413);
        assertThat(told.code()).isEqualTo("TOO_LARGE");
        assertThat(chunked.status()).isEqualTo(413);
    }

    /**
     * It is refused while it comes, and then heard no further: what went out lies in the buffers on the way. What says beforehand that
     * it is longer than anything the server takes is refused by the server itself.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/xml, Transfer-Encoding: chunked | 413",
                "Content-Type: text/xml, Content-Length: 10485760 | 413",
                "Content-Type: text/xml, Content-Length: 1073741824 | 400",
                "Content-Type: text/xml, Content-Encoding: gzip, Transfer-Encoding: chunked | 415",
                "Content-Type: multipart/related, Transfer-Encoding: chunked | 415"
            })
    void aMessageOfAGigabyteIsNotReadToItsEnd(String headers, String status) throws IOException {
        URI base = product.http().base();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(60_000);
            String head = "POST " + BackOffice.PATH + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n"
                    + headers.replace(", ", "\r\n");
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> sendGigabyte(socket));

            String answered =
                    new String(socket.getInputStream().readNBytes("HTTP/1.1 413".length()), StandardCharsets.US_ASCII);

            assertThat(answered).isEqualTo("HTTP/1.1 " + status);
            assertThat(sent.join()).isLessThan(BUFFERED_OCTETS);
        }
        assertThat(beginAsNobody("").code()).isEqualTo("LOGIN_BAD_CREDENTIALS");
    }

    /** How much of it goes out before nobody takes any more. */
    private static long sendGigabyte(Socket socket) {
        byte[] piece = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try {
            while (sent < 1 << 30) {
                socket.getOutputStream().write(piece);
                sent += piece.length;
            }
        } catch (IOException e) {
            // The server has closed.
        }
        return sent;
    }

    @Test
    void nothingIsFetchedAndNoFileIsShown() throws IOException {
        try (ServerSocketChannel stranger = ServerSocketChannel.open()) {
            stranger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            stranger.configureBlocking(false);
            String address = "http://127.0.0.1:" + stranger.socket().getLocalPort() + "/x";
            String[] types = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM '" + SECRET_FILE + "'>]>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM '" + address + "'>]>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM '" + address + "'>%p;<!ENTITY e 'x'>]>",
                "<!DOCTYPE x SYSTEM '" + address + "'>",
                "<!DOCTYPE x PUBLIC '-//x//y' '" + address + "'>",
                "<?xml-stylesheet href='" + address + "'?>",
            };

            for (String type : types) {
                SoapAnswer refused = office.send(type + message().replace("<id>", "<id>&e;"));
                assertMalformed(refused, 400);
                assertThat(refused.body())
                        .doesNotContain(InetAddress.getLocalHost().getHostName());
            }

            assertThat(stranger.accept()).as("a connection from the server").isNull();
        }
    }

    @Test
    void bombsAreDefused() {
        String laughs = IntStream.range(1, 20)
                .mapToObj(i -> "<!ENTITY e" + i + " '" + ("&e" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining("", "<!DOCTYPE x [<!ENTITY e0 'ha'>", "]>"));
        String attributes =
                IntStream.range(0, 90_000).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
        String namespaces = IntStream.range(0, 10_000)
                .mapToObj(i -> " xmlns:n" + i + "='u'")
                .collect(Collectors.joining());

        assertMalformed(office.send(laughs + message().replace("<id>", "<id>&e19;")), 400);
        assertMalformed(
                office.send(message().replace("<id>", "<a>".repeat(20_000) + "</a>".repeat(20_000) + "<id>")), 400);
        assertMalformed(office.send(message().replace("<id>", "<id" + attributes + ">")), 400);
        assertMalformed(office.send(message().replace("<id>", "<id" + namespaces + ">")), 400);
        assertMalformed(office.send(message().replace("<id>", "<id a='" + "x".repeat(1_000_000) + "'>")), 400);
        assertMalformed(office.send(message().replace("<id>", "<id>" + "x".repeat(1_000_000))), 400);
    }

    @Test
    void failuresCountForTheAddressThatTheBackOfficeNames() {
        String stranger = element(
                "userAddress", "2001:db8::" + Integer.toHexString(office.name().hashCode() & 0xffff));
        for (int i = 0; i < 20; i++) {
            assertThat(beginAsNobody(stranger).code()).isEqualTo("LOGIN_BAD_CREDENTIALS");
        }

        assertThat(beginAsNobody(stranger).code()).isEqualTo("ADDRESS_THROTTLED");
        assertThat(beginAsNobody("").code()).isEqualTo("LOGIN_BAD_CREDENTIALS");
    }

    @Test
    void aPortMakesNoOtherAddressAndWhatIsNoAddressIsRefused() {
        String address = "198.51.100." + Math.floorMod(office.name().hashCode(), 256);
        for (int i = 0; i < 20; i++) {
            assertThat(beginAsNobody(element("userAddress", address + ":" + (50_000 + i)))
                            .code())
                    .isEqualTo("LOGIN_BAD_CREDENTIALS");
        }

        assertThat(beginAsNobody(element("userAddress", address)).code()).isEqualTo("ADDRESS_THROTTLED");
        assertThat(beginAsNobody(element("userAddress", "::::")).code()).isEqualTo("MALFORMED");
    }

    private SoapAnswer beginAsNobody(String more) {
        return office.call(
                "BeginLogin",
                element("userName", Operator.invent().userName()) + element("password", "Wrong word 1") + more);
    }

    @Test
    void markupInFieldsStaysText() {
        String markup = "\"><svg onload=alert(1)>";

        SoapAnswer refused = office.call("BeginLogin", element("userName", markup) + element("password", markup));

        assertThat(refused.code()).isEqualTo("LOGIN_BAD_CREDENTIALS");
        assertThat(refused.body()).doesNotContain("svg");
    }

    private SoapAnswer begin(String userName, String password) {
        return office.call("BeginLogin", element("userName", userName) + element("password", password));
    }

    private String message() {
        return BackOffice.envelope(office.header(), getState());
    }

    private static String getState() {
        return BackOffice.body("GetState", "<attempt><id>x</id><secret>x</secret></attempt>");
    }

    private HttpRequest.Builder xml() {
        return product.http().request(BackOffice.PATH).header("Content-Type", "text/xml");
    }

    private static void assertMalformed(SoapAnswer refused, int status) {
        assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
        assertThat(refused.isFault()).isTrue();
        assertThat(refused.faultCode()).isEqualTo("Client");
        assertThat(refused.code()).isEqualTo("MALFORMED");
        assertThat(refused.body()).doesNotContain("Exception", "org.apache", "java.", "ParseError");
    }
}
