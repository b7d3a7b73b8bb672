package dev.countersign.smpp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command_status of a submit_sm_resp (SMPP 3.4 section 5.1.3) asks the sender to do. SMPP gives the numbers; the
 * classes are ours, and a carrier's {@link StatusTable} may say otherwise.
 */
enum CommandStatus {
    /** ESME_ROK. */
    ACCEPTED,
    /** Slow down for all messages of this carrier, then repeat this one. */
    SLOW_DOWN,
    /** Repeat this message after a pause, a few times here, then elsewhere. */
    RETRY,
    /** The bind is at fault: a fresh one, and this message elsewhere meanwhile. */
    REBIND,
    /**
     * This carrier does not take the message as we send it, another may: the sender, a format, our account; ESME_RINVEXPIRY,
     * because no dead order is submitted, and who takes no relative validity_period says the same. Codes that nobody knows, vendor
     * specific ones among them, stand here.
     */
    ELSEWHERE,
    /** The carrier blocks the number or the text; another may not. */
    BLOCKED,
    /** Never submit this again, to nobody: the number is wrong. */
    GIVE_UP;

    static final int ESME_ROK = 0;
    static final int ESME_RSYSERR = 0x08;
    static final int ESME_RINVDSTADR = 0x0b;
    static final int ESME_RBINDFAIL = 0x0d;
    static final int ESME_RINVPASWD = 0x0e;
    static final int ESME_RINVSYSID = 0x0f;
    static final int ESME_RTHROTTLED = 0x58;

    /** Of the range that the standard reserves: it has no number for these. */
    private static final int OWN_ELSEWHERE = 0x600;

    private static final int OWN_BLOCKED = 0x601;

    private static final Map<Integer, CommandStatus> CLASSES = Map.ofEntries(
            Map.entry(ESME_ROK, ACCEPTED),
            Map.entry(0x04, REBIND), // ESME_RINVBNDSTS
            Map.entry(0x05, REBIND), // ESME_RALYBND
            Map.entry(ESME_RSYSERR, RETRY),
            Map.entry(ESME_RINVDSTADR, GIVE_UP),
            Map.entry(ESME_RBINDFAIL, REBIND),
            Map.entry(ESME_RINVPASWD, REBIND),
            Map.entry(ESME_RINVSYSID, REBIND),
            Map.entry(0x14, RETRY), // ESME_RMSGQFUL
            Map.entry(0x45, RETRY), // ESME_RSUBMITFAIL
            Map.entry(0x53, REBIND), // ESME_RINVSYSTYP
            Map.entry(ESME_RTHROTTLED, SLOW_DOWN),
            Map.entry(OWN_BLOCKED, BLOCKED),
            Map.entry(0x64, RETRY), // ESME_RX_T_APPN
            Map.entry(0xfe, RETRY), // ESME_RDELIVERYFAILURE
            Map.entry(0xff, RETRY)); // ESME_RUNKNOWNERR

    /** Answers to a bind that repeating soon makes worse: a message center may lock the account. */
    private static final Set<Integer> CREDENTIALS = Set.of(ESME_RINVPASWD, ESME_RINVSYSID, 0x53);

    /**
     * What names a part of submit_sm that all messages of a carrier have alike: the PDU itself, registered_delivery, the sender, service_type,
     * esm_class, the validity and our TLVs among them.
     */
    private static final Set<Integer> OF_ALL = Set.of(
            0x02, // ESME_RINVCMDLEN
            0x03, // ESME_RINVCMDID
            0x06, // ESME_RINVPRTFLG
            0x07, // ESME_RINVREGDLVFLG
            0x0a, // ESME_RINVSRCADR
            0x15, // ESME_RINVSERTYP
            0x43, // ESME_RINVESMCLASS
            0x48, // ESME_RINVSRCTON
            0x49, // ESME_RINVSRCNPI
            0x54, // ESME_RINVREPFLAG
            0x61, // ESME_RINVSCHED
            0x62, // ESME_RINVEXPIRY
            0x63, // ESME_RINVDFTMSGID
            0xc0, // ESME_RINVOPTPARSTREAM
            0xc1, // ESME_ROPTPARNOTALLWD
            0xc2, // ESME_RINVPARLEN
            0xc3, // ESME_RMISSINGOPTPARAM
            0xc4); // ESME_RINVOPTPARAMVAL

    /** Codes that say so, unless the message has something of its own that they may be about. */
    private static final Map<Integer, Peculiarity> PERHAPS_OF_ONE = Map.ofEntries(
            Map.entry(0x02, Peculiarity.LENGTH),
            Map.entry(0x0a, Peculiarity.SENDER),
            Map.entry(0x43, Peculiarity.LENGTH),
            Map.entry(0x48, Peculiarity.SENDER),
            Map.entry(0x49, Peculiarity.SENDER),
            Map.entry(0x62, Peculiarity.LIFE),
            Map.entry(0xc0, Peculiarity.LENGTH),
            Map.entry(0xc1, Peculiarity.LENGTH),
            Map.entry(0xc2, Peculiarity.LENGTH),
            Map.entry(0xc3, Peculiarity.LENGTH),
            Map.entry(0xc4, Peculiarity.LENGTH));

    /** A command_status of this class, for what a carrier says in words of its own. */
    int number() {
        return switch (this) {
            case ACCEPTED -> ESME_ROK;
            case SLOW_DOWN -> ESME_RTHROTTLED;
            case RETRY -> ESME_RSYSERR;
            case REBIND -> ESME_RINVPASWD;
            case ELSEWHERE -> OWN_ELSEWHERE;
            case BLOCKED -> OWN_BLOCKED;
            case GIVE_UP -> ESME_RINVDSTADR;
        };
    }

    static CommandStatus of(int commandStatus) {
        return CLASSES.getOrDefault(commandStatus, ELSEWHERE);
    }

    /**
     * Whether a carrier that refuses one message with {@code commandStatus} will refuse the next one, whoever that is for. Any other
     * code may be about the number or the text: some carriers answer numbers that want no such messages with vendor specific ones, and
     * three of these in a row say nothing of the carrier.
     *
     * @param own what sets the message apart
     */
    static boolean isOfAllMessages(int commandStatus, Set<Peculiarity> own) {
        return OF_ALL.contains(commandStatus)
                && Optional.ofNullable(PERHAPS_OF_ONE.get(commandStatus))
                        .filter(own::contains)
                        .isEmpty();
    }

    /** Whether {@code commandStatus} says that system_id, password or system_type are wrong. */
    static boolean isCredentialFault(int commandStatus) {
        return CREDENTIALS.contains(commandStatus);
    }
}
