package dev.countersign.push.apns;

import java.security.PrivateKey;

/**
 * By whom and for which app notifications are sent.
 *
 * @param address scheme and host of the service
 * @param key of P-256
 * @param topic bundle id of the app
 */
record ApnsAccount(String address, PrivateKey key, String keyId, String teamId, String topic) {

    @Override
    public String toString() {
        return "ApnsAccount[" + topic + "]";
    }
}
