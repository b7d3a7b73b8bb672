package dev.countersign.crypto;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * {@code keys create DIRECTORY}: makes the master key and the key that the core and the SMS gateway share, each only
 * where it is missing. Files are readable by their owner alone.
 */
public final class KeyCommand {

    /** Name of the JWK Set (RFC 7517) shared by the core and the gateway. */
    public static final String GATEWAY_FILE_NAME = "sms-gateway.jwks";

    private static final int KEY_OCTETS = 32;
    private static final int KEY_ID_OCTETS = 4;

    private KeyCommand() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !args[0].equals("create")) {
            System.err.println("Usage: countersign keys create DIRECTORY");
            System.exit(2);
        }
        create(Path.of(args[1]), new SecureRandom(), System.out);
    }

    static void create(Path directory, SecureRandom random, PrintStream out) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
        String line = newId("master", random) + ":" + Base64.getEncoder().encodeToString(octets(KEY_OCTETS, random));
        writeOnce(directory.resolve(MasterKeys.FILE_NAME), line + "\n", out);
        writeOnce(directory.resolve(GATEWAY_FILE_NAME), gatewayKeys(random) + "\n", out);
    }

    private static String gatewayKeys(SecureRandom random) {
        try {
            OctetSequenceKey key = new OctetSequenceKeyGenerator(8 * KEY_OCTETS)
                    .keyID(newId("sms", random))
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(new Algorithm(EncryptionMethod.A256GCM.getName()))
                    .generate();
            return new JWKSet(key).toString(false);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key for the SMS gateway", e);
        }
    }

    private static void writeOnce(Path file, String content, PrintStream out) throws IOException {
        if (Files.exists(file)) {
            out.println(file + " exists and stays as it is");
            return;
        }
        Files.createFile(file, permissions("rw-------"));
        Files.writeString(file, content, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        out.println(file + " created; keep a copy in a safe place: without it the database cannot be read");
    }

    private static FileAttribute<?>[] permissions(String mode) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static String newId(String prefix, SecureRandom random) {
        return prefix + "-" + HexFormat.of().formatHex(octets(KEY_ID_OCTETS, random));
    }

    private static byte[] octets(int count, SecureRandom random) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
