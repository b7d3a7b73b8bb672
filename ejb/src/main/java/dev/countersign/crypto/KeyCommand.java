package dev.countersign.crypto;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * {@code keys create DIRECTORY}: makes the master key and the key that the core and the SMS gateway share, each only
 * where it is missing. Files are readable by their owner alone. {@code keys add-master DIRECTORY}: puts a new master key in
 * front of those that {@code master.key} has. {@code keys add-gateway}, {@code use-gateway} and {@code drop-gateway DIRECTORY KID} are the
 * three steps of another key in {@code sms-gateway.jwks}: first each node can open with it, then all lock with it, then the one before is
 * gone. KID is the id of the key that stays: out of their order the steps would leave the old one.
 */
public final class KeyCommand {

    private static final int KEY_OCTETS = 32;
    private static final int KEY_ID_OCTETS = 4;

    private static final Map<String, Step> STEPS = Map.of(
            "create", KeyCommand::create,
            "add-master", KeyCommand::addMaster,
            "add-gateway", KeyCommand::addGateway,
            "use-gateway", KeyCommand::useGateway);

    private static final String DROP = "drop-gateway";

    /** What one word does in a folder of keys. */
    @FunctionalInterface
    private interface Step {
        void run(Path directory, SecureRandom random, PrintStream out) throws IOException;
    }

    private KeyCommand() {}

    public static void main(String[] args) throws IOException {
        Optional<Step> step = findStep(args);
        if (step.isEmpty()) {
            System.err.println("Usage: countersign keys create|add-master|add-gateway|use-gateway DIRECTORY\n"
                    + "       countersign keys drop-gateway DIRECTORY KID");
            System.exit(2);
            return;
        }
        try {
            step.get().run(Path.of(args[1]), new SecureRandom(), System.out);
        } catch (KeysUnusableException e) {
            System.err.println(e.sentence());
            System.exit(1);
        }
    }

    private static Optional<Step> findStep(String... args) {
        if (args.length == 3 && args[0].equals(DROP)) {
            return Optional.of((directory, random, out) -> dropGateway(directory, args[2], out));
        }
        return args.length == 2 ? Optional.ofNullable(STEPS.get(args[0])) : Optional.empty();
    }

    static void create(Path directory, SecureRandom random, PrintStream out) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PrivateFile.permissions("rwx------"));
        }
        writeOnce(directory.resolve(MasterKeyFile.NAME), masterLine(newId(random), random), out);
        writeOnce(directory.resolve(GatewayKeys.NAME), GatewayKeys.fresh(random).json(), out);
    }

    static void addMaster(Path directory, SecureRandom random, PrintStream out) throws IOException {
        Path file = directory.resolve(MasterKeyFile.NAME);
        MasterKeyFile.in(directory).read();
        String id = newId(random);
        new PrivateFile(file).replace(masterLine(id, random) + Files.readString(file, StandardCharsets.UTF_8));
        out.println(file + " begins with master key " + id
                + " now. Keep a copy in a safe place, give the file to every node,"
                + " then call POST /api/v1/admin/keys/rotation with {\"kind\": \"MASTER\"}");
    }

    static void addGateway(Path directory, SecureRandom random, PrintStream out) throws IOException {
        GatewayKeys all = GatewayKeys.in(directory).and(GatewayKeys.fresh(random));
        write(directory, all);
        out.println(all
                + ", of which the first locks and each opens. Give the file to every node and restart them one by one,"
                + " then: countersign keys use-gateway " + directory);
    }

    static void useGateway(Path directory, SecureRandom random, PrintStream out) throws IOException {
        GatewayKeys all = GatewayKeys.in(directory).lastFirst();
        write(directory, all);
        out.println(all
                + ", of which the first locks and each opens. Give the file to every node and restart them one by one."
                + " When no order of before is under way, after an hour and without dead letters: countersign keys drop-gateway "
                + directory + " " + all.first().getKeyID());
    }

    static void dropGateway(Path directory, String staying, PrintStream out) throws IOException {
        GatewayKeys all = GatewayKeys.in(directory);
        if (!all.first().getKeyID().equals(staying)) {
            throw new KeysUnusableException("Nothing was dropped: the key that locks is the first of " + all
                    + " and not " + staying + ". To have another one lock: countersign keys use-gateway " + directory);
        }
        GatewayKeys left = all.firstAlone();
        write(directory, left);
        out.println(
                left
                        + " is left. Give the file to every node, to be read at its next start, and keep a copy in a safe place");
    }

    private static void write(Path directory, GatewayKeys keys) throws IOException {
        new PrivateFile(directory.resolve(GatewayKeys.NAME)).replace(keys.json());
    }

    private static String masterLine(String id, SecureRandom random) {
        return id + ":" + Base64.getEncoder().encodeToString(octets(KEY_OCTETS, random)) + "\n";
    }

    private static void writeOnce(Path file, String content, PrintStream out) throws IOException {
        if (Files.exists(file)) {
            out.println(file + " exists and stays as it is");
            return;
        }
        new PrivateFile(file).create(content);
        out.println(file + " created; keep a copy in a safe place: without it the database cannot be read");
    }

    private static String newId(SecureRandom random) {
        return "master-" + HexFormat.of().formatHex(octets(KEY_ID_OCTETS, random));
    }

    private static byte[] octets(int count, SecureRandom random) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
