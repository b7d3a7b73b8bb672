package dev.countersign.token;

import java.time.Instant;

/** A signing key as an operator sees it: its key id, and from when on it signs. */
public record SigningKeyView(String keyId, Instant signsFrom) {}
