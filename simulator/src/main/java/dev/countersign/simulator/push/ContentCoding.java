package dev.countersign.simulator.push;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A body of the content coding aes128gcm (RFC 8188): header, then records of one size but the last. */
final class ContentCoding {

    private static final int SALT = 16;
    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int LEAST_RECORD_SIZE = 18;
    private static final byte LAST = 2;
    private static final byte NOT_LAST = 1;

    private final byte[] salt = new byte[SALT];
    private final int recordSize;
    private final byte[] keyId;
    private final byte[] records;

    /** Reads the header (section 2.1). Throws {@link GeneralSecurityException} for what is none. */
    ContentCoding(byte[] body) throws GeneralSecurityException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(body);
            rest.get(salt);
            recordSize = rest.getInt();
            keyId = new byte[Byte.toUnsignedInt(rest.get())];
            rest.get(keyId);
            records = new byte[rest.remaining()];
            rest.get(records);
        } catch (BufferUnderflowException e) {
            throw new GeneralSecurityException("the body ends inside the header of its content coding", e);
        }
        if (recordSize < LEAST_RECORD_SIZE) {
            throw new GeneralSecurityException("the record size is below " + LEAST_RECORD_SIZE);
        }
    }

    byte[] keyId() {
        return keyId.clone();
    }

    int countRecords() {
        return (records.length + recordSize - 1) / recordSize;
    }

    /** What was encrypted (section 2), without padding. */
    byte[] decode(byte[] keyingMaterial) throws GeneralSecurityException {
        byte[] pseudorandom = Hmac.of(salt, keyingMaterial);
        byte[] key = Arrays.copyOf(Hmac.of(pseudorandom, info("Content-Encoding: aes128gcm")), 16);
        byte[] nonce = Arrays.copyOf(Hmac.of(pseudorandom, info("Content-Encoding: nonce")), NONCE);
        int count = countRecords();
        if (count == 0) {
            throw new GeneralSecurityException("the body has no record");
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            int end = Math.min(records.length, (i + 1) * recordSize);
            byte[] opened = open(Arrays.copyOfRange(records, i * recordSize, end), key, numbered(nonce, i));
            plain.writeBytes(withoutPadding(opened, i == count - 1 ? LAST : NOT_LAST));
        }
        return plain.toByteArray();
    }

    private static byte[] open(byte[] sealed, byte[] key, byte[] nonce) throws GeneralSecurityException {
        if (sealed.length <= TAG) {
            throw new GeneralSecurityException("a record has no room for its tag and its end");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        return cipher.doFinal(sealed);
    }

    private static byte[] withoutPadding(byte[] record, byte delimiter) throws GeneralSecurityException {
        int end = record.length - 1;
        while (end >= 0 && record[end] == 0) {
            end--;
        }
        if (end < 0 || record[end] != delimiter) {
            throw new GeneralSecurityException("a record does not end as it must");
        }
        return Arrays.copyOf(record, end);
    }

    /** The nonce of a record: the number of the record is added bit by bit (section 2.3). */
    private static byte[] numbered(byte[] nonce, int number) {
        ByteBuffer buffer = ByteBuffer.wrap(nonce.clone());
        int last = NONCE - Integer.BYTES;
        return buffer.putInt(last, buffer.getInt(last) ^ number).array();
    }

    /** The info of an HKDF whose output is one block long (RFC 5869 section 2.3). */
    private static byte[] info(String name) {
        return (name + "\0\1").getBytes(StandardCharsets.US_ASCII);
    }
}
