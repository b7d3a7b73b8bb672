package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;

/**
 * Reads delivery receipts and intermediate notifications out of deliver_sm, or of data_sm in its form (SMPP 3.4 sections 5.2.12, 5.3.2 and appendix
 * B). Receipts differ from carrier to carrier: where a TLV and the text disagree the TLV counts, unless the carrier's own
 * {@link ReceiptWords} say what the text means; fields of the text may stand in any order; what follows {@code text:} is the message and is never read.
 */
final class ReceiptReader {

    private static final int TYPE_MASK = 0x3c;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    private static final int MAX_ID_LENGTH = 64;

    private static final Pattern TEXT_FIELD = Pattern.compile("(?i)(?:^|\\s)text:");
    private static final Pattern ID = Pattern.compile("(?i)(?:^|\\s)id:(\\S+)");
    private static final Pattern STATE = Pattern.compile("(?i)(?:^|\\s)stat:(\\S+)");
    private static final Pattern ERROR = Pattern.compile("(?i)(?:^|\\s)err:([0-9A-Za-z]{1,16})(?=\\s|$)");
    private static final Pattern SAFE_ID = Pattern.compile("[!-~]{1," + MAX_ID_LENGTH + "}");

    private static final Map<Integer, SmsReceipt.State> NUMBERS = Map.of(
            1, SmsReceipt.State.ENROUTE,
            2, SmsReceipt.State.DELIVERED,
            3, SmsReceipt.State.EXPIRED,
            4, SmsReceipt.State.DELETED,
            5, SmsReceipt.State.UNDELIVERABLE,
            6, SmsReceipt.State.ACCEPTED,
            7, SmsReceipt.State.UNKNOWN,
            8, SmsReceipt.State.REJECTED,
            9, SmsReceipt.State.UNDELIVERABLE); // SKIPPED of SMPP 5: final, and the phone does not have it

    private static final Map<Integer, String> NETWORKS = Map.of(1, "ANSI-136 ", 2, "IS-95 ", 3, "GSM ");

    private final ReceiptIdForm idForm;
    private final ReceiptWords words;

    /** One of a carrier without words of its own. */
    ReceiptReader(ReceiptIdForm idForm) {
        this(idForm, ReceiptWords.STANDARD);
    }

    ReceiptReader(ReceiptIdForm idForm, ReceiptWords words) {
        this.idForm = idForm;
        this.words = words;
    }

    /** The receipt in {@code deliver}; empty for a message from a phone and for a receipt that names no message. */
    Optional<Receipt> read(DeliverSm deliver) {
        int type = deliver.getEsmClass() & TYPE_MASK;
        if (type != RECEIPT && type != INTERMEDIATE) {
            return Optional.empty();
        }
        String text = withoutMessage(textOf(deliver));
        return messageId(deliver, text).map(id -> {
            String written = find(ERROR, text).orElse("");
            return new Receipt(
                    id,
                    state(deliver, text),
                    networkError(deliver).orElse(written),
                    written,
                    reference(deliver),
                    subscriber(deliver),
                    Optional.empty());
        });
    }

    private Optional<String> messageId(DeliverSm deliver, String text) {
        String tlv = octets(deliver, OptionalParameter.Tag.RECEIPTED_MESSAGE_ID)
                .map(ReceiptReader::withoutNulls)
                .orElse("");
        Optional<String> written = find(ID, text);
        // The TLV repeats the id of submit_sm_resp; only the text has a form of its own, unless both are spelt alike.
        boolean own = tlv.isEmpty() || written.filter(tlv::equalsIgnoreCase).isPresent();
        return (own ? written : Optional.of(tlv))
                .filter(id -> SAFE_ID.matcher(id).matches())
                .map(id -> own ? ofText(id) : idForm.ofSubmit(id));
    }

    /** In another base it may be longer than the core keeps one; then it stays as it is written. */
    private String ofText(String written) {
        String id = idForm.ofReceipt(written);
        return id.length() > MAX_ID_LENGTH ? written.toLowerCase(Locale.ROOT) : id;
    }

    /** Some centers fill the field up. A pattern would look at each NUL once for each before it. */
    private static String withoutNulls(byte[] octets) {
        int end = octets.length;
        while (end > 0 && octets[end - 1] == 0) {
            end--;
        }
        return ascii(Arrays.copyOf(octets, end));
    }

    private SmsReceipt.State state(DeliverSm deliver, String text) {
        Optional<String> word = find(STATE, text);
        return word.flatMap(words::findOwn)
                .or(() -> octets(deliver, OptionalParameter.Tag.MESSAGE_STATE)
                        .filter(octets -> octets.length == 1)
                        .flatMap(octets -> Optional.ofNullable(NUMBERS.get((int) octets[0]))))
                .or(() -> word.map(ReceiptWords::known))
                .orElse(SmsReceipt.State.UNKNOWN);
    }

    private static Optional<String> networkError(DeliverSm deliver) {
        return octets(deliver, OptionalParameter.Tag.NETWORK_ERROR_CODE)
                .filter(octets -> octets.length == 3)
                .map(octets -> NETWORKS.getOrDefault((int) octets[0], "") + unsigned(octets[1], octets[2]));
    }

    private static OptionalInt reference(DeliverSm deliver) {
        return octets(deliver, OptionalParameter.Tag.USER_MESSAGE_REFERENCE)
                .filter(octets -> octets.length == 2)
                .map(octets -> OptionalInt.of(unsigned(octets[0], octets[1])))
                .orElse(OptionalInt.empty());
    }

    private static String subscriber(DeliverSm deliver) {
        String address = deliver.getSourceAddr();
        return address == null ? "" : address.replaceFirst("^\\+", "");
    }

    private static String textOf(DeliverSm deliver) {
        byte[] body = deliver.getShortMessage();
        return body != null && body.length > 0
                ? ascii(body)
                : octets(deliver, OptionalParameter.Tag.MESSAGE_PAYLOAD)
                        .map(ReceiptReader::ascii)
                        .orElse("");
    }

    private static String withoutMessage(String text) {
        Matcher message = TEXT_FIELD.matcher(text);
        return message.find() ? text.substring(0, message.start()) : text;
    }

    private static Optional<byte[]> octets(DeliverSm deliver, OptionalParameter.Tag tag) {
        OptionalParameter[] parameters = deliver.getOptionalParameters();
        if (parameters == null) {
            return Optional.empty();
        }
        for (OptionalParameter parameter : parameters) {
            if (parameter.tag == tag.code()) {
                byte[] serialized = parameter.serialize(); // tag and length take four octets
                return Optional.of(Arrays.copyOfRange(serialized, 4, serialized.length));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }

    private static String ascii(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static int unsigned(byte high, byte low) {
        return ((high & 0xff) << 8) | (low & 0xff);
    }
}
