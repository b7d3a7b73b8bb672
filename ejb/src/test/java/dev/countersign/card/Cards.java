package dev.countersign.card;

import dev.countersign.Beans;
import dev.countersign.card.CardShipping.Printed;
import dev.countersign.device.Hotp;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import dev.countersign.device.TimeStep;
import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.KeySuite;
import dev.countersign.keyfile.KeySuite.OtpSuite;
import dev.countersign.keyfile.TransportKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A display card in the hands of a test, for tests of what it opens. */
public final class Cards {

    private final Beans beans;
    private final String serial;
    private final KeySuite suite;
    private final String key;
    private long counter;
    private Duration behind = Duration.ZERO;

    private Cards(Beans beans, String serial, String suite, String key) {
        this.beans = beans;
        this.serial = serial;
        this.suite = new KeySuite(suite);
        this.key = key;
    }

    /** One in stock. */
    public static Cards inStock(Beans beans, String suite, Optional<String> pin) {
        String serial = KeyFileForTests.newSerial();
        String key = "0f".repeat(16) + UUID.randomUUID().toString().replace("-", "");
        importFile(
                beans,
                "serial,manufacturer,suite,secret" + (pin.isPresent() ? ",pin" : "") + "\n" + serial + ",Acme," + suite
                        + "," + key + pin.map(digits -> "," + digits).orElse(""));
        return new Cards(beans, serial, suite, key);
    }

    /** Brings a file in and has another operator release it. */
    static void importFile(Beans beans, String csv) {
        ImportOrder order = ImportOrder.of(
                KeyFileFormat.CSV_HEX,
                csv.getBytes(StandardCharsets.UTF_8),
                TransportKey.none(),
                ImportMode.ALL_OR_NOTHING,
                false);
        ImportOutcome outcome = beans.call(CardImport.class, cards -> cards.bringIn(order, "ann"));
        beans.call(
                CardBatches.class,
                batches -> batches.release(
                        ((ImportOutcome.Stored) outcome).report().batch().id(), "bob"));
    }

    /** One that a user got and that opens logins: its PIN came with it. */
    public static Cards active(Beans beans, String userName) {
        return active(beans, userName, KeyFileForTests.SUITE, Optional.of("4711"));
    }

    /** One that a user got and that opens logins. */
    public static Cards active(Beans beans, String userName, String suite, Optional<String> pin) {
        Cards card = inStock(beans, suite, pin);
        card.ship(userName);
        beans.run(
                CardStore.class,
                store -> store.listBySerial(card.serial)
                        .get(0)
                        .activate(beans.clock().instant()));
        return card;
    }

    public void ship(String userName) {
        granted(beans.call(CardShipping.class, desk -> desk.ship(userName, printed(), "ann")));
    }

    public Printed printed() {
        return new Printed(serial, Optional.empty());
    }

    public String serial() {
        return serial;
    }

    public String id() {
        return beans.call(
                CardStore.class, store -> store.listBySerial(serial).get(0).id().toString());
    }

    /** Whether another transaction could lock its row at once. */
    public boolean isFree() {
        return !beans.query(entities -> entities.createNativeQuery(
                                "select id from display_card where id = ?1 for update skip locked")
                        .setParameter(1, id())
                        .getResultList())
                .isEmpty();
    }

    /** What it shows for a challenge after the PIN. */
    public String respond(String pin, String challenge) {
        OcraSuite ocra = suite.ocra().orElseThrow();
        OcraInput input = ocra.hasCounter() ? OcraInput.of(challenge).withCounter(counter++) : OcraInput.of(challenge);
        OcraInput whole = ocra.pinHash()
                .map(hash -> input.withPin(PinHash.of(pin.toCharArray(), hash)))
                .orElse(input);
        try (OcraKey opened = new OcraKey(Octets.ofHex(key))) {
            return Ocra.response(
                    ocra,
                    opened,
                    ocra.timeStep()
                            .map(step -> whole.withTimeSteps(
                                    step.stepsAt(beans.clock().instant())))
                            .orElse(whole));
        }
    }

    /** What it shows when its button is pressed, if it is not asked anything. */
    public String show() {
        OtpSuite otp = suite.otp().orElseThrow();
        long place = otp.step()
                .map(step -> new TimeStep(step).stepsAt(beans.clock().instant().minus(behind)))
                .orElseGet(() -> counter++);
        return Hotp.password(otp.hash(), Octets.ofHex(key).toArray(), place, otp.digits());
    }

    /** The button is pressed where nobody asked. */
    public void press(int times) {
        counter += times;
    }

    /** Its clock is behind ours. */
    void slow(Duration by) {
        behind = by;
    }

    static <T> T granted(CardOutcome<T> outcome) {
        return ((CardOutcome.Granted<T>) outcome).value();
    }
}
