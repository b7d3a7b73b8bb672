package dev.countersign.crypto;

import java.util.List;

/**
 * The setting {@code countersign.keys.master}, meant for the environment variable COUNTERSIGN_KEYS_MASTER: the lines of the
 * file, divided by line ends, blanks or commas. A process does not see its environment change: new keys need a restart.
 */
record MasterKeyValue(String value) implements MasterKeySource {

    private static final String PLACE = "countersign.keys.master (COUNTERSIGN_KEYS_MASTER)";

    @Override
    public MasterKeys read() {
        return MasterKeys.parse(List.of(value.split("[\\s,]+")), PLACE);
    }

    @Override
    public String toString() {
        return "MasterKeyValue[hidden]";
    }
}
