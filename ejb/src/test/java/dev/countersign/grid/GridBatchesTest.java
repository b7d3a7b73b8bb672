package dev.countersign.grid;

import static dev.countersign.grid.GridCards.granted;
import static dev.countersign.grid.GridCards.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import dev.countersign.grid.GridRefusal.Reason;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import jakarta.persistence.PersistenceException;
import java.math.BigInteger;
import java.security.spec.RSAKeyGenParameterSpec;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of plastic cards, the two persons behind each, and the printer who alone reads the cells. */
class GridBatchesTest {

    private static final String ANN = "ann";
    private static final String BOB = "bob";
    private static final RSAKey ANOTHER = PlasticCards.newKey(2048);

    private final Beans beans = new Beans();

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anOrderIsMadeByAnotherOperatorAndItsCellsAreGivenOutOnce(Database database) {
        Beans there = new Beans(database);
        GridBatchView ordered = PlasticCards.order(there, 3);

        assertThat(ordered.state()).isEqualTo(GridBatchState.ORDERED);
        assertThat(ordered.cards()).isEqualTo(3);
        assertThat(ordered.orderedBy()).isEqualTo(ANN);
        assertThat(reason(PlasticCards.release(there, ordered.id(), ANN))).isEqualTo(Reason.OWN_BATCH);
        assertThat(count(there, ordered.id())).as("no card before").isZero();

        ReleasedBatch released = granted(PlasticCards.release(there, ordered.id(), BOB));

        Map<String, List<String>> cards = PlasticCards.read(released.file());
        assertThat(released.batch().state()).isEqualTo(GridBatchState.RELEASED);
        assertThat(released.batch().decidedBy()).contains(BOB);
        assertThat(released.batch().decidedAt()).contains(there.clock().instant());
        assertThat(cards).hasSize(3);
        cards.forEach((serial, cells) -> {
            assertThat(serial).matches("[ACDEFGHJKMNPRTVWXY3479]{10}");
            assertThat(cells).hasSize(100).allMatch(cell -> cell.length() == 3);
            assertThat(find(there, serial).state()).isEqualTo(GridState.IN_STOCK);
            assertThat(find(there, serial).batch()).isEqualTo(ordered.id());
        });
        GridRefusal again = ((GridOutcome.Refused<?>) PlasticCards.release(there, ordered.id(), BOB)).refusal();
        assertThat(again.reason()).isEqualTo(Reason.DECIDED);
        assertThat(AuditTrail.at(there, again.reference())).containsExactly("GRID_BATCH_RELEASED DECIDED");
        assertThat(AuditTrail.about(there, "card-batch:" + ordered.id()))
                .containsExactly(
                        "GRID_BATCH_ORDERED OK",
                        "GRID_BATCH_RELEASED OWN_BATCH",
                        "GRID_BATCH_RELEASED OK",
                        "GRID_BATCH_RELEASED DECIDED");
        assertThat(list(there)).extracting(GridBatchView::id).contains(ordered.id());
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theDatabaseToleratesNoOperatorWhoReleasesHisOwnOrder(Database database) {
        Beans there = new Beans(database);
        UUID id = PlasticCards.order(there, 1).id();

        assertThatThrownBy(() -> there.query(entities -> entities.createNativeQuery(
                                "update grid_batch set state = 'RELEASED', decided_by = ordered_by where id = ?1")
                        .setParameter(1, id.toString())
                        .executeUpdate()))
                .isInstanceOf(PersistenceException.class);
    }

    @Test
    void thePrinterAloneReadsTheCells() throws ParseException {
        ReleasedBatch released =
                granted(PlasticCards.release(beans, PlasticCards.order(beans, 1).id(), BOB));
        JWEObject file = JWEObject.parse(released.file());

        assertThat(file.getHeader().getAlgorithm().getName()).isEqualTo("RSA-OAEP-256");
        assertThat(file.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");
        assertThat(file.getHeader().getContentType()).isEqualTo("text/csv");
        assertThat(file.getHeader().getKeyID()).isEqualTo(released.batch().printerKey());
        assertThatThrownBy(() -> file.decrypt(new RSADecrypter(ANOTHER))).isInstanceOf(JOSEException.class);
        String text = PlasticCards.open(released.file());
        List<String> lines = text.lines().toList();
        assertThat(text).startsWith("serial,1,2,3,").endsWith("\r\n");
        assertThat(lines.get(0)).endsWith(",99,100");
        assertThat(released).asString().doesNotContain(released.file());
        String cells = lines.get(1).substring(11).replace(",", "");
        assertThat(sealed(released.batch().id())).doesNotContain(cells).doesNotContain(cells.substring(0, 12));
    }

    @Test
    void theThumbprintTellsWhosePrinterItIsAndNothingPrivateIsKept() throws JOSEException {
        PrinterKey key = new PrinterKey(PlasticCards.PRINTER.toJSONString());

        assertThat(key.thumbprint())
                .isEqualTo(PlasticCards.PRINTER.computeThumbprint().toString());
        assertThat(key.jwk())
                .doesNotContain("\"d\"")
                .isEqualTo(PlasticCards.printerKey().jwk());
        assertThat(PlasticCards.order(beans, 1).printerKey()).isEqualTo(key.thumbprint());
    }

    /** As key stores write it, with certificates that take more room than there is for a key. */
    @Test
    void ofAKeyItsNumbersAloneAreKept() {
        RSAKey known = new RSAKey.Builder(PlasticCards.PRINTER.toPublicJWK().toRSAKey())
                .keyID("k".repeat(4_000))
                .keyUse(KeyUse.ENCRYPTION)
                .build();

        assertThat(new PrinterKey(known.toJSONString()).jwk())
                .isEqualTo(PlasticCards.printerKey().jwk());
    }

    @Test
    void aKeyOfMoreThan8192BitsIsRefused() {
        BigInteger longest = BigInteger.ONE.shiftLeft(8_192).subtract(BigInteger.ONE);

        String longer = publicKey(longest.add(BigInteger.TWO));
        assertThat(PrinterKey.named(publicKey(longest)).jwk()).hasSizeLessThan(4_000);
        assertThatThrownBy(() -> PrinterKey.named(longer)).hasMessageContaining("8192");
        assertThat(new PrinterKey(longer).thumbprint()).as("one that is stored").isNotEmpty();
    }

    private static String publicKey(BigInteger modulus) {
        return new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(RSAKeyGenParameterSpec.F4))
                .build()
                .toJSONString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"kty\":\"RSA\",\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQAB\",\"y\":\"AQAB\"}"
            })
    void whatIsNoRsaKeyIsRefused(String jwk) {
        assertThatThrownBy(() -> new PrinterKey(jwk)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShortKeyAndABatchOfNoneOrTooManyAreRefused() {
        String shortKey = ANOTHER.toPublicJWK().toJSONString();

        assertThatThrownBy(() -> new PrinterKey(shortKey)).hasMessageContaining("3072");
        assertThatThrownBy(() -> new GridBatchOrder(0, PlasticCards.printerKey()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GridBatchOrder(501, PlasticCards.printerKey()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new GridBatchOrder(500, PlasticCards.printerKey()).cards()).isEqualTo(500);
    }

    @Test
    void aRejectedOrderIsNeverMade() {
        UUID id = PlasticCards.order(beans, 1).id();

        GridBatchView rejected = granted(reject(id, ANN));

        assertThat(rejected.state()).isEqualTo(GridBatchState.REJECTED);
        assertThat(rejected.decidedBy()).contains(ANN);
        assertThat(reason(PlasticCards.release(beans, id, BOB))).isEqualTo(Reason.DECIDED);
        assertThat(reason(reject(id, BOB))).isEqualTo(Reason.DECIDED);
    }

    @Test
    void cardsThatDidNotArriveAreDestroyedAndThoseOfUsersStay() {
        UUID id = PlasticCards.order(beans, 2).id();
        List<String> serials = List.copyOf(
                PlasticCards.read(granted(PlasticCards.release(beans, id, BOB)).file())
                        .keySet());
        SignedInUser user = SignedIn.add(beans);
        granted(beans.call(GridShipping.class, desk -> desk.ship(user.userName(), serials.get(0), ANN)));

        granted(reject(id, BOB));

        assertThat(count(beans, id)).isEqualTo(1);
        assertThat(find(beans, serials.get(0)).state()).isEqualTo(GridState.SHIPPED);
    }

    /** Its batch did not arrive, as one operator says while another sends a card of it. */
    @Test
    void aCardThatIsDestroyedWhileItIsSentIsUnknown() throws Exception {
        UUID id = PlasticCards.order(beans, 1).id();
        String serial = PlasticCards.read(
                        granted(PlasticCards.release(beans, id, BOB)).file())
                .keySet()
                .iterator()
                .next();
        SignedInUser user = SignedIn.add(beans);

        GridOutcome<GridCardView> sent = Behind.of(
                beans,
                entities -> entities.createQuery("delete from GridCard c where c.batchId = :batch")
                        .setParameter("batch", id.toString())
                        .executeUpdate(),
                () -> beans.call(GridShipping.class, desk -> desk.ship(user.userName(), serial, ANN)),
                entities -> {});

        assertThat(reason(sent)).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aBatchThatNobodyOrderedIsNobodys() {
        UUID id = UUID.randomUUID();

        assertThat(reason(PlasticCards.release(beans, id, BOB))).isEqualTo(Reason.UNKNOWN);
        assertThat(reason(reject(id, BOB))).isEqualTo(Reason.UNKNOWN);
        assertThat(AuditTrail.about(beans, "card-batch:" + id)).isEmpty();
    }

    private GridOutcome<GridBatchView> reject(UUID id, String operator) {
        return beans.call(GridBatches.class, desk -> desk.reject(id, operator));
    }

    private static List<GridBatchView> list(Beans beans) {
        return beans.call(GridBatches.class, GridBatches::list);
    }

    private static GridCardView find(Beans beans, String serial) {
        return beans.call(GridShipping.class, desk -> desk.find(serial)).orElseThrow();
    }

    private static long count(Beans beans, UUID batch) {
        return beans.query(
                entities -> entities.createQuery("select count(c) from GridCard c where c.batchId = :batch", Long.class)
                        .setParameter("batch", batch.toString())
                        .getSingleResult());
    }

    private String sealed(UUID batch) {
        return beans.query(entities ->
                (String) entities.createNativeQuery("select cells_sealed from grid_card where batch_id = ?1")
                        .setParameter(1, batch.toString())
                        .getSingleResult());
    }
}
