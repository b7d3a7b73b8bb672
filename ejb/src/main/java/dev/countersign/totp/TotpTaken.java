package dev.countersign.totp;

/**
 * A code of an app was right. Most are of the present step; where most are of another one, the clock of the server is wrong.
 *
 * @param offset steps of 30 seconds from that of the server's clock to that of the code; negative for an older code
 */
public record TotpTaken(int offset) {}
