package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Writes key files for tests, as vendors do. */
final class KeyFileTexts {

    static final byte[] SECRET = hex("000102030405060708090a0b0c0d0e0f10111213");

    private static final String NAMESPACES =
            " xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""
                    + " xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" xmlns:xenc11=\"http://www.w3.org/2009/xmlenc11#\"";

    private KeyFileTexts() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    static Octets file(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String container(String... parts) {
        return "<KeyContainer Version=\"1.0\"" + NAMESPACES + ">" + String.join("\n", parts) + "</KeyContainer>";
    }

    /** A package of HOTP of this serial, with a part for the data. */
    static String hotp(String serial, String data) {
        return keyPackage(
                "<Manufacturer>Acme</Manufacturer><SerialNo>" + serial + "</SerialNo>",
                "Id=\"K\" Algorithm=\"urn:ietf:params:xml:ns:keyprov:pskc:hotp\"",
                "<AlgorithmParameters><ResponseFormat Length=\"6\" Encoding=\"DECIMAL\"/></AlgorithmParameters><Data>"
                        + data + "</Data>");
    }

    /** A package for challenge and response, with parts for parameters and behind the data. */
    static String ocra(String algorithm, String parameters, String behind) {
        return keyPackage(
                "<Manufacturer>Acme</Manufacturer><SerialNo>7</SerialNo>",
                "Id=\"K\" Algorithm=\"" + algorithm + "\"",
                "<AlgorithmParameters>" + parameters + "</AlgorithmParameters><Data>" + secret() + "</Data>" + behind);
    }

    static String keyPackage(String device, String attributes, String key) {
        return "<KeyPackage><DeviceInfo>" + device + "</DeviceInfo><Key " + attributes + ">" + key
                + "</Key></KeyPackage>";
    }

    static String secret() {
        return "<Secret><PlainValue>" + base64(SECRET) + "</PlainValue></Secret>";
    }

    static String encrypted(String name, String algorithm, byte[] cipher, String mac) {
        return "<" + name + "><EncryptedValue>" + cipher(algorithm, cipher) + "</EncryptedValue>" + mac + "</" + name
                + ">";
    }

    static String cipher(String algorithm, byte[] cipher) {
        return "<xenc:EncryptionMethod Algorithm=\"" + algorithm + "\"/><xenc:CipherData><xenc:CipherValue>"
                + base64(cipher) + "</xenc:CipherValue></xenc:CipherData>";
    }

    static String valueMac(byte[] mac) {
        return "<ValueMAC>" + base64(mac) + "</ValueMAC>";
    }

    static String macMethod(String algorithm, String keyAlgorithm, byte[] keyCipher) {
        return "<MACMethod Algorithm=\"" + algorithm + "\"><MACKey>" + cipher(keyAlgorithm, keyCipher)
                + "</MACKey></MACMethod>";
    }
}
