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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code keys create DIRECTORY}: makes the master key and the key that the core and the SMS gateway share, each only
 * where it is missing. Files are readable by their owner alone. {@code keys add-master DIRECTORY}: puts a new master key in
 * front of those that {@code master.key} has.
 */
public final class KeyCommand {

    /** Name of the JWK Set (RFC 7517) shared by the core and the gateway. */
    public static final String GATEWAY_FILE_NAME = "sms-gateway.jwks";

    private static final int KEY_OCTETS = 32;
    private static final int KEY_ID_OCTETS = 4;

    private KeyCommand() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !List.of("create", "add-master").contains(args[0])) {
            System.err.println("Usage: countersign keys create DIRECTORY | keys add-master DIRECTORY");
            System.exit(2);
        }
        Path directory = Path.of(args[1]);
        try {
            if (args[0].equals("create")) {
                create(directory, new SecureRandom(), System.out);
            } else {
                addMaster(directory, new SecureRandom(), System.out);
            }
        } catch (KeysUnusableException e) {
            System.err.println(e.sentence());
            System.exit(1);
        }
    }

    static void create(Path directory, SecureRandom random, PrintStream out) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, permissions("rwx------"));
        }
        writeOnce(directory.resolve(MasterKeyFile.NAME), masterLine(newId("master", random), random), out);
        writeOnce(directory.resolve(GATEWAY_FILE_NAME), gatewayKeys(random) + "\n", out);
    }

    /** Replaces the file in one step: a server that reads it meanwhile sees the old content or the new one. */
    static void addMaster(Path directory, SecureRandom random, PrintStream out) throws IOException {
        Path file = directory.resolve(MasterKeyFile.NAME);
        MasterKeyFile.in(directory).read();
        String id = newId("master", random);
        Path next = Files.createTempFile(directory, "." + MasterKeyFile.NAME, ".next", permissions("rw-------"));
        Files.writeString(next, masterLine(id, random) + Files.readString(file), StandardCharsets.UTF_8);
        if (permissions("rw-------").length > 0) {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        out.println(file + " begins with master key " + id
                + " now. Keep a copy in a safe place, give the file to every node,"
                + " then call POST /api/v1/admin/keys/rotation with {\"kind\": \"MASTER\"}");
    }

    private static String masterLine(String id, SecureRandom random) {
        return id + ":" + Base64.getEncoder().encodeToString(octets(KEY_OCTETS, random)) + "\n";
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
