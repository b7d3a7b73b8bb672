package dev.countersign.smpp;

import java.util.Map;
import java.util.Set;

/**
 * How one carrier means its answers, where it differs from {@link CommandStatus#of}.
 *
 * @param classes by command_status
 * @param blockedErrors error codes in receipts, as the carrier spells them in the text or as {@link ReceiptReader} spells
 *     network_error_code, that say it blocks the number or the text
 */
record StatusTable(Map<Integer, CommandStatus> classes, Set<String> blockedErrors) {

    /** No difference. */
    static final StatusTable STANDARD = new StatusTable(Map.of(), Set.of());

    StatusTable {
        classes = Map.copyOf(classes);
        blockedErrors = Set.copyOf(blockedErrors);
        if (classes.containsKey(CommandStatus.ESME_ROK) || classes.containsValue(CommandStatus.ACCEPTED)) {
            throw new IllegalArgumentException("0 alone is an acceptance");
        }
    }

    /** Whether the carrier's book itself says what this status means. */
    boolean names(int commandStatus) {
        return classes.containsKey(commandStatus);
    }

    CommandStatus of(int commandStatus) {
        CommandStatus own = classes.get(commandStatus);
        return own == null ? CommandStatus.of(commandStatus) : own;
    }
}
