package dev.countersign.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/** Generated secrets of one run folder: made when first asked for, kept in a file that only its owner can read. */
final class Secrets {

    static final String OPERATOR_TOKEN = "operatorToken";
    static final String SECOND_OPERATOR_TOKEN = "secondOperatorToken";
    static final String SMPP_PASSWORD = "smppPassword";

    /** Without letters and digits that look alike; at least one of each kind in every password. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz";

    private static final String DIGITS = "23456789";
    private static final int DEMO_LENGTH = 12;
    /** SMPP 3.4 section 4.1.1: a bind carries at most 8 characters of password. */
    private static final int SMPP_LENGTH = 8;

    private final Path file;
    private final SecureRandom random;
    private final Map<String, String> values;

    private Secrets(Path file, SecureRandom random, Map<String, String> values) {
        this.file = file;
        this.random = random;
        this.values = values;
    }

    static Secrets load(Path file, SecureRandom random) throws IOException {
        Map<String, String> values = new TreeMap<>();
        if (Files.exists(file)) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                reader.readObject().forEach((name, value) -> values.put(name, ((JsonString) value).getString()));
            }
        }
        return new Secrets(file, random, values);
    }

    boolean contains(String name) {
        return values.containsKey(name);
    }

    /**
     * A secret that exists.
     *
     * @throws IllegalStateException if it does not
     */
    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " was not made yet");
        }
        return value;
    }

    void put(String name, String value) throws IOException {
        values.put(name, value);
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach(json::add);
        JsonObject object = json.build();
        OwnerOnly.write(file, object + "\n");
    }

    String smppPassword() throws IOException {
        return getOrMake(SMPP_PASSWORD, SMPP_LENGTH);
    }

    String passwordOf(String userName) throws IOException {
        return getOrMake("password." + userName, DEMO_LENGTH);
    }

    private String getOrMake(String name, int length) throws IOException {
        if (!contains(name)) {
            put(name, password(length));
        }
        return get(name);
    }

    private String password(int length) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String alphabet = i % 4 == 3 ? DIGITS : LETTERS;
            password.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return password.toString();
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
