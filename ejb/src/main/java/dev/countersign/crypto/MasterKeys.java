package dev.countersign.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys of the file {@code master.key}: a line a key, {@code id:base64 of 32 octets}; the first wraps, all
 * unwrap. Only its owner may read the file.
 */
final class MasterKeys {

    /** Name of the file in the key directory. */
    static final String FILE_NAME = "master.key";

    private static final int KEY_OCTETS = 32;
    private static final Set<PosixFilePermission> FORBIDDEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final Map<String, SecretKey> byId;

    private MasterKeys(Map<String, SecretKey> byId) {
        this.byId = byId;
    }

    /** Throws {@link IllegalStateException} that says what to do when the file is missing, open to others or malformed. */
    static MasterKeys read(Path directory) {
        Path file = directory.resolve(FILE_NAME);
        List<String> lines = linesOf(file);
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            byte[] octets = colon < 1 ? new byte[0] : decode(line.substring(colon + 1));
            if (octets.length != KEY_OCTETS) {
                throw new IllegalStateException(file + ": each line is id:base64 of 32 octets");
            }
            keys.put(line.substring(0, colon), new SecretKeySpec(octets, "AES"));
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    file + " holds no key; create one with: countersign keys create " + directory);
        }
        return new MasterKeys(keys);
    }

    String currentId() {
        return byId.keySet().iterator().next();
    }

    SecretKey get(String id) {
        SecretKey key = byId.get(id);
        if (key == null) {
            throw new UnreadableSecretException("master key " + id + " is not in " + FILE_NAME);
        }
        return key;
    }

    static void requirePrivate(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            if (FORBIDDEN.contains(permission)) {
                throw new IllegalStateException(file + " is open to others; chmod 600 it and replace its keys");
            }
        }
    }

    private static List<String> linesOf(Path file) {
        try {
            requirePrivate(file);
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot read " + file + "; countersign.keys.directory names its folder, and"
                            + " 'countersign keys create' makes one",
                    e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
