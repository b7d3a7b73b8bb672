package dev.countersign.smpp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.bean.Command;
import org.jspecify.annotations.Nullable;

/**
 * Each submit_sm of one connection that has not been answered, by its sequence_number (SMPP 3.4 section 3.2). jsmpp forgets
 * what it has waited for in vain; the message center does not, and says later what became of it. Bounded; the oldest are forgotten first.
 */
final class OpenSubmits {

    private static final System.Logger LOG = System.getLogger(OpenSubmits.class.getName());

    /** More than a window may have, so that none is forgotten that is still waited for. */
    private static final int MOST = 2_000;

    private static final int HEADER = 16;
    private static final int GENERIC_NACK = 0x80000000;
    private static final int SUBMIT_SM_RESP = 0x80000004;

    private final Map<Integer, Open> open = new BoundedMap<>(MOST);
    private boolean ended;

    private record Open(String otherwise, CompletableFuture<SubmitAnswer> answer) {}

    /**
     * One is about to be sent.
     *
     * @param otherwise stands in for the id where the message center takes it and names none that can be kept
     * @param answer completes with what is read of it, on the thread that reads; with UNANSWERED or CUT when the connection has ended
     */
    void add(int sequence, String otherwise, CompletableFuture<SubmitAnswer> answer) {
        synchronized (open) {
            if (!ended) {
                open.put(sequence, new Open(otherwise, answer));
                return;
            }
        }
        answer.complete(SubmitAnswer.unanswered());
    }

    /** A PDU was read, whole. Whether it answers one of these. */
    boolean read(Command header, byte[] pdu) {
        if (header.getCommandId() != SUBMIT_SM_RESP && header.getCommandId() != GENERIC_NACK) {
            return false;
        }
        Open known = remove(header.getSequenceNumber());
        if (known == null) {
            return false;
        }
        known.answer.complete(answer(header, pdu, known.otherwise));
        return true;
    }

    /**
     * Nothing is read any more. That is one fault, however many answers it takes.
     *
     * @return sequence numbers of all that was open
     */
    Set<Integer> end() {
        Map<Integer, Open> left;
        synchronized (open) {
            ended = true;
            left = new LinkedHashMap<>(open);
            open.clear();
        }
        // The youngest is waited for still; the eldest may be one that nobody counts any more.
        int younger = left.size();
        for (Open one : left.values()) {
            younger--;
            one.answer.complete(younger == 0 ? SubmitAnswer.unanswered() : SubmitAnswer.cut());
        }
        return left.keySet();
    }

    private @Nullable Open remove(int sequence) {
        synchronized (open) {
            return open.remove(sequence);
        }
    }

    private static SubmitAnswer answer(Command header, byte[] pdu, String otherwise) {
        if (header.getCommandStatus() != CommandStatus.ESME_ROK || header.getCommandId() == GENERIC_NACK) {
            return SubmitAnswer.refused(header.getCommandStatus());
        }
        return SubmitAnswer.accepted(findId(pdu).orElse(otherwise));
    }

    /** message_id (SMPP 3.4 section 4.4.2). One that cannot be read makes an acceptance no less, and neither does what stands behind it. */
    private static Optional<String> findId(byte[] pdu) {
        int end = HEADER;
        while (end < pdu.length && pdu[end] != 0) {
            end++;
        }
        Optional<String> id = end == pdu.length
                ? Optional.empty()
                : AnswerForm.idOf(new String(pdu, HEADER, end - HEADER, StandardCharsets.ISO_8859_1));
        if (id.isEmpty() && end > HEADER) {
            LOG.log(System.Logger.Level.WARNING, "smpp.link event=no-id-read: the message was taken");
        }
        return id;
    }
}
