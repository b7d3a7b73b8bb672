package dev.countersign.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/**
 * Sends delivery receipts by deliver_sm: text as in SMPP 3.4 appendix B with an empty message text, and TLVs. One that
 * finds no session or gets no good answer is tried again each second for five minutes.
 */
final class ReceiptSender implements AutoCloseable {

    private static final int RECEIPT = 0x04;
    private static final int THREADS = 50;
    private static final int CAPACITY = 10_000;
    private static final int TRIES = 300;
    private static final long FIRST_MILLIS = 50;
    private static final long AGAIN_MILLIS = 1_000;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Supplier<Optional<SMPPServerSession>> sessions;
    private final Semaphore places = new Semaphore(CAPACITY);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "receipts");
        thread.setDaemon(true);
        return thread;
    });

    /** message_state with its word in the text. */
    enum State {
        DELIVERED(2, "DELIVRD", "000"),
        EXPIRED(3, "EXPIRED", "000"),
        UNDELIVERABLE(5, "UNDELIV", "011"),
        REJECTED(8, "REJECTD", "012");

        private final int number;
        private final String word;
        private final String error;

        State(int number, String word, String error) {
            this.number = number;
            this.word = word;
            this.error = error;
        }
    }

    /**
     * A receipt to be sent.
     *
     * @param id of the message
     * @param state what became of it
     * @param at when
     * @param submit the request, whose addresses and reference come back
     */
    record Receipt(String id, State state, Instant at, SubmitSm submit) {}

    ReceiptSender(Supplier<Optional<SMPPServerSession>> sessions) {
        this.sessions = sessions;
    }

    /** Sends soon; when too many wait already, the receipt is lost, as receipts sometimes are. */
    void send(Receipt receipt) {
        if (places.tryAcquire()) {
            later(receipt, TRIES, FIRST_MILLIS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void later(Receipt receipt, int tries, long millis) {
        try {
            var unused = timer.schedule(() -> attempt(receipt, tries), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            places.release();
        }
    }

    private void attempt(Receipt receipt, int tries) {
        if (delivered(receipt) || tries == 1) {
            places.release();
        } else {
            later(receipt, tries - 1, AGAIN_MILLIS);
        }
    }

    private boolean delivered(Receipt receipt) {
        Optional<SMPPServerSession> session = sessions.get();
        if (session.isEmpty()) {
            return false;
        }
        try {
            deliver(session.get(), receipt);
            return true;
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException e) {
            return false;
        }
    }

    private static void deliver(SMPPServerSession session, Receipt receipt)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        SubmitSm submit = receipt.submit();
        session.deliverShortMessage(
                "",
                TypeOfNumber.valueOf(submit.getDestAddrTon()),
                NumberingPlanIndicator.valueOf(submit.getDestAddrNpi()),
                submit.getDestAddress(),
                TypeOfNumber.valueOf(submit.getSourceAddrTon()),
                NumberingPlanIndicator.valueOf(submit.getSourceAddrNpi()),
                submit.getSourceAddr(),
                new ESMClass(RECEIPT),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                new RawDataCoding((byte) 0),
                text(receipt).getBytes(StandardCharsets.US_ASCII),
                parameters(receipt));
    }

    private static String text(Receipt receipt) {
        String time = MINUTES.format(receipt.at());
        State state = receipt.state();
        return String.format(
                Locale.ROOT,
                "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%s text:",
                receipt.id(),
                state == State.DELIVERED ? "001" : "000",
                time,
                time,
                state.word,
                state.error);
    }

    private static OptionalParameter[] parameters(Receipt receipt) {
        List<OptionalParameter> parameters = new ArrayList<>();
        parameters.add(new OptionalParameter.Receipted_message_id(receipt.id()));
        parameters.add(new OptionalParameter.Message_state((byte) receipt.state().number));
        OptionalParameter.User_message_reference reference =
                receipt.submit().getOptionalParameter(OptionalParameter.User_message_reference.class);
        if (reference != null) {
            parameters.add(new OptionalParameter.User_message_reference(reference.getValue()));
        }
        return parameters.toArray(new OptionalParameter[0]);
    }
}
