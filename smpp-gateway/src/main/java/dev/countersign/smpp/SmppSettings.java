package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the sessions of a carrier are bound.
 *
 * @param addresses of the message center, at least one: a session goes to the next when one fails
 * @param account who binds
 * @param tls whom to trust on an encrypted connection; without it nothing is encrypted
 * @param timing pauses and time-outs
 */
record SmppSettings(List<Address> addresses, Account account, Optional<Tls> tls, Timing timing) {

    SmppSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a carrier has at least one address");
        }
    }

    /**
     * Where a message center listens.
     *
     * @param host name or address
     * @param port 1 to 65535
     */
    record Address(String host, int port) {

        private static final int MAX_PORT = 65_535;

        Address {
            if (host.isBlank() || port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("an address is a host and a port from 1 to " + MAX_PORT);
            }
        }

        /** As an operator writes it. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Who binds (SMPP 3.4 section 5.2).
     *
     * @param systemId at most 15 characters
     * @param password at most 8 characters
     * @param systemType at most 12 characters, mostly empty
     */
    record Account(String systemId, String password, String systemType) {

        private static final int MAX_SYSTEM_ID = 15;
        private static final int MAX_PASSWORD = 8;
        private static final int MAX_SYSTEM_TYPE = 12;

        Account {
            require(systemId, MAX_SYSTEM_ID, "system id");
            require(password, MAX_PASSWORD, "password");
            require(systemType, MAX_SYSTEM_TYPE, "system type");
        }

        private static void require(String value, int most, String name) {
            if (value.length() > most) {
                throw new IllegalArgumentException("a " + name + " has at most " + most + " characters");
            }
        }

        /** Never the password. */
        @Override
        public String toString() {
            return "Account[" + systemId + "]";
        }
    }

    /**
     * Pauses and time-outs.
     *
     * @param enquireLink an enquire_link is sent after this long without traffic
     * @param bindTimeout for the TCP connection, and again for the answer to the bind
     * @param submitTimeout for the answer to any other request
     * @param reconnect pauses between attempts
     * @param credentialPause least pause after the message center refused system_id or password
     */
    record Timing(
            Duration enquireLink,
            Duration bindTimeout,
            Duration submitTimeout,
            Backoff reconnect,
            Duration credentialPause) {

        Timing {
            requirePositive(enquireLink);
            requirePositive(bindTimeout);
            requirePositive(submitTimeout);
        }

        private static void requirePositive(Duration duration) {
            if (duration.toMillis() < 1) {
                throw new IllegalArgumentException("a time-out is at least a millisecond");
            }
        }
    }
}
