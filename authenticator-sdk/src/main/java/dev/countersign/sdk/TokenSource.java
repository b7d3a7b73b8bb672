package dev.countersign.sdk;

import java.util.Optional;

/**
 * Where the eight digits come from.
 *
 * @param label the number that an SMS went to, masked
 * @param challenge what the user's security card is asked, instead of an SMS
 */
public record TokenSource(Optional<String> label, Optional<String> challenge) {}
