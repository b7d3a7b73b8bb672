package dev.countersign.smpp;

import java.util.Locale;
import java.util.Map;

/** Names of command_status values (SMPP 3.4 section 5.1.3), for people. */
final class StatusName {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x01, "ESME_RINVMSGLEN"),
            Map.entry(0x02, "ESME_RINVCMDLEN"),
            Map.entry(0x03, "ESME_RINVCMDID"),
            Map.entry(0x04, "ESME_RINVBNDSTS"),
            Map.entry(0x05, "ESME_RALYBND"),
            Map.entry(0x06, "ESME_RINVPRTFLG"),
            Map.entry(0x07, "ESME_RINVREGDLVFLG"),
            Map.entry(0x08, "ESME_RSYSERR"),
            Map.entry(0x0a, "ESME_RINVSRCADR"),
            Map.entry(0x0b, "ESME_RINVDSTADR"),
            Map.entry(0x0c, "ESME_RINVMSGID"),
            Map.entry(0x0d, "ESME_RBINDFAIL"),
            Map.entry(0x0e, "ESME_RINVPASWD"),
            Map.entry(0x0f, "ESME_RINVSYSID"),
            Map.entry(0x11, "ESME_RCANCELFAIL"),
            Map.entry(0x13, "ESME_RREPLACEFAIL"),
            Map.entry(0x14, "ESME_RMSGQFUL"),
            Map.entry(0x15, "ESME_RINVSERTYP"),
            Map.entry(0x33, "ESME_RINVNUMDESTS"),
            Map.entry(0x34, "ESME_RINVDLNAME"),
            Map.entry(0x40, "ESME_RINVDESTFLAG"),
            Map.entry(0x42, "ESME_RINVSUBREP"),
            Map.entry(0x43, "ESME_RINVESMCLASS"),
            Map.entry(0x44, "ESME_RCNTSUBDL"),
            Map.entry(0x45, "ESME_RSUBMITFAIL"),
            Map.entry(0x48, "ESME_RINVSRCTON"),
            Map.entry(0x49, "ESME_RINVSRCNPI"),
            Map.entry(0x50, "ESME_RINVDSTTON"),
            Map.entry(0x51, "ESME_RINVDSTNPI"),
            Map.entry(0x53, "ESME_RINVSYSTYP"),
            Map.entry(0x54, "ESME_RINVREPFLAG"),
            Map.entry(0x55, "ESME_RINVNUMMSGS"),
            Map.entry(0x58, "ESME_RTHROTTLED"),
            Map.entry(0x61, "ESME_RINVSCHED"),
            Map.entry(0x62, "ESME_RINVEXPIRY"),
            Map.entry(0x63, "ESME_RINVDFTMSGID"),
            Map.entry(0x64, "ESME_RX_T_APPN"),
            Map.entry(0x65, "ESME_RX_P_APPN"),
            Map.entry(0x66, "ESME_RX_R_APPN"),
            Map.entry(0x67, "ESME_RQUERYFAIL"),
            Map.entry(0xc0, "ESME_RINVOPTPARSTREAM"),
            Map.entry(0xc1, "ESME_ROPTPARNOTALLWD"),
            Map.entry(0xc2, "ESME_RINVPARLEN"),
            Map.entry(0xc3, "ESME_RMISSINGOPTPARAM"),
            Map.entry(0xc4, "ESME_RINVOPTPARAMVAL"),
            Map.entry(0xfe, "ESME_RDELIVERYFAILURE"),
            Map.entry(0xff, "ESME_RUNKNOWNERR"));

    private StatusName() {}

    /** The standard's name where there is one, and always the number: {@code ESME_RINVPASWD (0x0e)}. */
    static String of(int commandStatus) {
        return String.format(
                Locale.ROOT, "%s (0x%02x)", NAMES.getOrDefault(commandStatus, "vendor specific"), commandStatus);
    }
}
