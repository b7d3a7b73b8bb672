package dev.countersign.backoffice;

import java.util.Optional;

/** The wsu:Timestamp of a message. Without an end the message lives as long as its token. */
public record MessageTimestamp(WsuTime created, Optional<WsuTime> expires) {}
