package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;

/**
 * All that is set for one carrier.
 *
 * @param name 1 to 15 lower case letters, digits and hyphens
 * @param access by which protocol it is reached
 * @param pace how fast it may be sent to
 * @param wording how messages are written for it
 * @param receipts what its receipts mean
 * @param statuses what its answers mean
 */
record Carrier(String name, Access access, Pace pace, Wording wording, Receipts receipts, StatusTable statuses) {

    /** The carrier that a gateway with plain settings has; ids of its messages stand as they are. */
    static final String DEFAULT_NAME = "default";

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** Each may take a thread. */
    private static final int MAX_PLACES = 2_000;

    Carrier {
        if (!name.matches("[a-z0-9-]{1,15}")) {
            throw new IllegalArgumentException("a carrier's name is 1 to 15 lower case letters, digits and hyphens");
        }
        if (pace.window * access.submitters() > MAX_PLACES) {
            throw new IllegalArgumentException(
                    "the window of all binds that submit has at most " + MAX_PLACES + " places together");
        }
        if (!receipts.failover.isZero() && !access.hasReceipts()) {
            throw new IllegalArgumentException(
                    "failoverAfter goes with a callback: without receipts every message would be sent twice");
        }
    }

    /** One that speaks SMPP. */
    Carrier(
            String name,
            SmppSettings smpp,
            List<BindKind> binds,
            Pace pace,
            Wording wording,
            Receipts receipts,
            StatusTable statuses) {
        this(name, new SmppAccess(smpp, binds), pace, wording, receipts, statuses);
    }

    /**
     * How fast the carrier may be sent to.
     *
     * @param window submit_sm without an answer at one time, for each bind that submits; 1 to 1000
     * @param perSecond submit_sm in a second over all binds; 0 sets no limit
     */
    record Pace(int window, int perSecond) {

        private static final int MAX_WINDOW = 1_000;

        Pace {
            if (window < 1 || window > MAX_WINDOW || perSecond < 0) {
                throw new IllegalArgumentException(
                        "a window has 1 to " + MAX_WINDOW + " places, and a rate is 0 or more");
            }
        }
    }

    /**
     * How messages are written.
     *
     * @param senders what phones show
     * @param longTexts how a text is sent that one short_message cannot hold; not PLAIN
     */
    record Wording(Senders senders, SegmentedText.Form longTexts) {

        Wording {
            if (longTexts == SegmentedText.Form.PLAIN) {
                throw new IllegalArgumentException("a long text is sent as UDH, SAR or PAYLOAD");
            }
        }
    }

    /**
     * What receipts mean.
     *
     * @param idForm how they spell the message id
     * @param patience how long one may still come after a submit_sm without answer
     * @param failover how long after the acceptance a message without a receipt, or with a negative one, is sent by the
     *     next route; zero never
     * @param words by which they say what became of a message
     */
    record Receipts(ReceiptIdForm idForm, Duration patience, Duration failover, ReceiptWords words) {

        /** The patience where none is set. */
        static final Duration PATIENCE = Duration.ofSeconds(20);

        Receipts {
            if (patience.isNegative() || failover.isNegative()) {
                throw new IllegalArgumentException("a wait for a receipt is not negative");
            }
        }

        /** Those whose words are the usual ones. */
        Receipts(ReceiptIdForm idForm, Duration patience, Duration failover) {
            this(idForm, patience, failover, ReceiptWords.STANDARD);
        }
    }

    /** The id of a message as the core learns it: two carriers may give out the same one. */
    static String coreId(String carrier, String messageId) {
        return carrier.equals(DEFAULT_NAME) ? messageId : carrier + "/" + messageId;
    }

    /** How long a receipt may come after a submission without answer; where none ever does, a provider that failed has a moment. */
    Duration receiptWait() {
        return access.hasReceipts() || receipts.patience.compareTo(MOMENT) < 0 ? receipts.patience : MOMENT;
    }

    /** Submissions that may wait for an answer at one time when all sessions stand. */
    int places() {
        return pace.window * access.submitters();
    }
}
