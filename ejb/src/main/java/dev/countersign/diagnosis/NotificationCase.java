package dev.countersign.diagnosis;

import dev.countersign.text.ReaderLanguage;
import java.util.Optional;
import java.util.UUID;

/**
 * One user whose notifications do not come.
 *
 * @param installation the phone that his authenticator is active on
 * @param language that he reads
 */
record NotificationCase(
        NotificationSignals signals,
        NotificationEvidence evidence,
        Optional<UUID> installation,
        ReaderLanguage language) {}
