package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One operator brings in a key file of display cards, another releases them. */
@ExtendWith(ProductExtension.class)
class CardBatchesIT {

    private static final String BATCHES = "/api/v1/admin/card-batches";
    private static final String TRANSPORT = "6e561272edbb5ced29d5e765354a4ff0a29d73e3888270c59c9e9e4e4a0cdf3e";

    /** RFC 3394 under the key above. */
    private static final String WRAPPED = "6cNvxZ7QjNolUHiZ2x0tRnjSXxqSlE9ULbQAgzRt9c8Z5U4u7aEYgA==";

    /** Of those among the vectors that are encrypted in CBC under a key that both sides have. */
    private static final String CBC_KEY = "29c7edd45628cdd6f9d6a6c74b9acb97e574d79ca5add168b3ac4e1dc81f2b31";

    /** The same files as those who read them are tried with. */
    private static final Path VECTORS =
            Path.of("").toAbsolutePath().getParent().resolve("ejb/src/test/resources/vectors/pskc");

    private final String serial = "IT-" + UUID.randomUUID().toString().substring(0, 13);
    private final Http first;
    private final Http second;
    private final Http stranger;

    CardBatchesIT(Product product) {
        this.first = product.operator().http();
        this.second = product.secondOperator().http();
        this.stranger = product.http();
    }

    @Test
    void aBatchIsReleasedByAnotherOperator() {
        ObjectNode order = order(pskc(WRAPPED));

        Answer tried = first.post(BATCHES, order.deepCopy().put("dryRun", true));
        assertThat(cards()).isEmpty();
        Answer stored = first.post(BATCHES, order);
        String batch = BATCHES + "/" + stored.text("id");
        Answer own = first.post(batch + "/release");
        String before = state();
        Answer released = second.post(batch + "/release");

        assertThat(tried.status()).as(tried.toString()).isEqualTo(200);
        assertThat(tried.json().at("/rows/0/status").asText()).isEqualTo("TAKEN");
        assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
        assertThat(stored.text("protection")).isEqualTo("PRE_SHARED_KEY");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text("code")).isEqualTo("CARD_BATCH_OWN");
        assertThat(before).isEqualTo("UNRELEASED");
        assertThat(released.status()).as(released.toString()).isEqualTo(200);
        assertThat(state()).isEqualTo("IN_STOCK");
        assertThat(second.post(batch + "/reject").text("code")).isEqualTo("CARD_BATCH_DECIDED");
        assertThat(first.get(batch).text("decidedBy")).isEqualTo(released.text("decidedBy"));
        assertThat(first.get(BATCHES).json().findValuesAsText("id")).contains(stored.text("id"));
        assertThat(first.get("/api/v1/admin/audit?subject=card-batch:" + stored.text("id"))
                        .json()
                        .findValuesAsText("reason"))
                .contains("OK", "OWN_BATCH", "DECIDED");
        assertThat(new Audit(first).list("?reference=" + own.text("reference")))
                .extracting(entry -> entry.path("reason").asText())
                .containsExactly("OWN_BATCH");
    }

    @Test
    void aSerialIsBroughtInOnceUnlessItsBatchIsRejected() {
        Answer stored = first.post(BATCHES, order(pskc(WRAPPED)));

        Answer again = second.post(BATCHES, order(pskc(WRAPPED)));
        Answer rejected = first.post(BATCHES + "/" + stored.text("id") + "/reject");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("fileReason")).isEqualTo("ROWS_REFUSED");
        assertThat(again.json().at("/rows/0/reason").asText()).isEqualTo("SERIAL_TAKEN");
        assertThat(new Audit(first).list("?reference=" + again.text("reference")))
                .extracting(entry -> entry.path("reason").asText())
                .containsExactly("ROWS_REFUSED");
        assertThat(rejected.text("state")).isEqualTo("REJECTED");
        assertThat(cards()).isEmpty();
        assertThat(first.post(BATCHES, order(pskc(WRAPPED))).status()).isEqualTo(201);
    }

    @Test
    void whatIsHostileOrOpensNotIsRefusedAndStoresNothing() {
        String hostile = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + pskc("&x;");

        Answer doctype = first.post(BATCHES, order(hostile));
        Answer wrongKey = first.post(BATCHES, withKey(order(pskc(WRAPPED)), TRANSPORT.replace('6', '7')));
        Answer changed = first.post(BATCHES, order(pskc(WRAPPED.replace('6', '7'))));

        assertThat(doctype.status()).as(doctype.toString()).isEqualTo(422);
        assertThat(doctype.text("fileReason")).isEqualTo("DOCTYPE");
        assertThat(doctype.body()).doesNotContain("root:");
        assertThat(wrongKey.text("fileReason")).isEqualTo("NOT_AUTHENTIC");
        assertThat(changed.text("fileReason")).isEqualTo("NOT_AUTHENTIC");
        assertThat(wrongKey.body().replace(wrongKey.text("reference"), ""))
                .isEqualTo(changed.body().replace(changed.text("reference"), ""))
                .doesNotContain(TRANSPORT.replace('6', '7'));
        assertThat(cards()).isEmpty();
    }

    /** Nobody learns from an answer what of a protected file was wrong. */
    @Test
    void aWrongMacAWrongKeyAndAWrongPasswordAreAnsweredAlike() throws IOException {
        Answer mac = tryOut("bad-mac.xml", "preSharedKey", CBC_KEY);
        Answer key = tryOut("aes256-cbc-hmac-sha256.xml", "preSharedKey", CBC_KEY.replace('3', '4'));
        Answer password = tryOut("pbkdf2-sha256-aes256.xml", "password", "Tröpfchen-42-蜜");

        assertThat(mac.text("fileReason")).as(mac.toString()).isEqualTo("NOT_AUTHENTIC");
        assertThat(tryOut("aes256-cbc-hmac-sha256.xml", "preSharedKey", CBC_KEY).status())
                .isEqualTo(200);
        assertThat(List.of(key, password))
                .allSatisfy(other -> assertThat(other.form()).isEqualTo(mac.form()));
    }

    /** What each is refused for is the matter of those who read the files; here it is that nothing of them gets through or out. */
    @Test
    void noKeyFileThatIsToBeRefusedGetsIn() throws IOException {
        JsonNode files = new ObjectMapper()
                .readTree(VECTORS.resolve("README.json").toFile())
                .path("files");
        List<String> refused = StreamSupport.stream(files.spliterator(), false)
                .filter(file -> file.path("expect").asText().startsWith("refuse"))
                .map(file -> file.path("file").asText())
                .toList();
        assertThat(refused).hasSizeGreaterThan(20);

        for (String file : refused) {
            for (String kind : List.of("preSharedKey", "password")) {
                Answer answer = tryOut(file, kind, CBC_KEY);
                Answer plain = tryOut(file, "", "");

                for (Answer one : List.of(answer, plain)) {
                    assertThat(one.status()).as(file + " " + one).isIn(400, 422);
                    assertThat(one.body()).doesNotContain("root:", "Exception", "passwd");
                }
            }
        }
        assertThat(first.get("/health/ready").status()).isEqualTo(200);
    }

    /** Tries a file of the vectors, with a transport key of this kind where one is named, and keeps nothing of it. */
    private Answer tryOut(String file, String kind, String key) throws IOException {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("format", "PSKC")
                .put("dryRun", true)
                .put("file", Base64.getEncoder().encodeToString(Files.readAllBytes(VECTORS.resolve(file))));
        if (!kind.isEmpty()) {
            order.putObject("transportKey").put(kind, key);
        }
        return first.post(BATCHES, order);
    }

    @Test
    void whatIsNoOrderIsRefused() {
        ObjectNode order = order(pskc(WRAPPED));

        assertThat(first.post(BATCHES, order.deepCopy().put("format", "XLS")).status())
                .isEqualTo(400);
        assertThat(first.post(BATCHES, order.deepCopy().put("file", "no base64!"))
                        .status())
                .isEqualTo(400);
        assertThat(first.post(BATCHES, order.deepCopy().put("mode", "SOME")).status())
                .isEqualTo(400);
        assertThat(first.post(BATCHES, withKey(order.deepCopy(), "12")).status())
                .isEqualTo(400);
        order.withObject("/transportKey").put("password", "two of three");
        assertThat(first.post(BATCHES, order).status()).isEqualTo(400);
        assertThat(first.post(BATCHES, order.put("file", "A".repeat(3 * 1024 * 1024)))
                        .status())
                .isEqualTo(413);
        assertThat(first.get(BATCHES + "/none").status()).isEqualTo(404);
        assertThat(first.post(BATCHES + "/" + UUID.randomUUID() + "/release").status())
                .isEqualTo(404);
        assertThat(first.get("/api/v1/admin/cards").status()).isEqualTo(400);
        assertThat(stranger.get(BATCHES).status()).isEqualTo(401);
        assertThat(stranger.get("/api/v1/admin/cards?serial=1").status()).isEqualTo(401);
    }

    private String state() {
        return first.get("/api/v1/admin/cards?serial=" + serial)
                .json()
                .at("/0/state")
                .asText();
    }

    private Iterable<String> cards() {
        return first.get("/api/v1/admin/cards?serial=" + serial.toUpperCase(Locale.ROOT))
                .json()
                .findValuesAsText("serial");
    }

    private static ObjectNode order(String file) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("format", "PSKC")
                .put("file", Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)));
        return withKey(order, TRANSPORT);
    }

    private static ObjectNode withKey(ObjectNode order, String key) {
        order.putObject("transportKey").put("preSharedKey", key);
        return order;
    }

    private String pskc(String wrapped) {
        return "<KeyContainer Version='1.0' xmlns='urn:ietf:params:xml:ns:keyprov:pskc' xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
                + "<KeyPackage><DeviceInfo><Manufacturer>Acme</Manufacturer><SerialNo>" + serial
                + "</SerialNo></DeviceInfo><Key Id='1' Algorithm='urn:ietf:params:xml:ns:keyprov:pskc:ocra'>"
                + "<AlgorithmParameters><Suite>OCRA-1:HOTP-SHA256-8:QN06-PSHA256</Suite></AlgorithmParameters>"
                + "<Data><Secret><EncryptedValue>"
                + "<e:EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#kw-aes256'/>"
                + "<e:CipherData><e:CipherValue>" + wrapped + "</e:CipherValue></e:CipherData>"
                + "</EncryptedValue></Secret></Data></Key></KeyPackage></KeyContainer>";
    }
}
