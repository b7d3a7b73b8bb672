package dev.countersign.smpp;

import java.time.Duration;

/**
 * Where and how to bind.
 *
 * @param host of the message center
 * @param port of the message center
 * @param systemId system_id, at most 15 characters
 * @param password at most 8 characters (SMPP 3.4 section 5.2.2)
 * @param enquireLink an enquire_link is sent after this long without traffic
 * @param bindTimeout for the TCP connection, and again for the answer to the bind
 * @param submitTimeout for the answer to any other request
 * @param reconnect pauses between attempts
 * @param credentialPause least pause after the message center refused system_id or password
 */
record SmppSettings(
        String host,
        int port,
        String systemId,
        String password,
        Duration enquireLink,
        Duration bindTimeout,
        Duration submitTimeout,
        Backoff reconnect,
        Duration credentialPause) {

    private static final int MAX_SYSTEM_ID = 15;
    private static final int MAX_PASSWORD = 8;

    SmppSettings {
        if (systemId.length() > MAX_SYSTEM_ID) {
            throw new IllegalArgumentException("countersign.smpp.system-id has more than 15 characters");
        }
        if (password.length() > MAX_PASSWORD) {
            throw new IllegalArgumentException("countersign.smpp.password has more than 8 characters");
        }
    }

    /** Names the far side and never the password. */
    @Override
    public String toString() {
        return "SmppSettings[" + systemId + " at " + host + ":" + port + "]";
    }
}
