package dev.countersign.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The secrets that a test knows, and a search for each of them in every form. */
final class MarkedSecrets {

    /** Of an SMS or an app, and of a challenge. */
    private static final Pattern CODE = Pattern.compile("[0-9]{6,8}");

    private final Map<String, byte[]> secrets = new TreeMap<>();

    /** Adds a text. Names are for reading the result; equal names get a number. */
    void add(String name, String secret) {
        add(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    void add(String name, byte[] secret) {
        String unique = name;
        for (int number = 2; secrets.containsKey(unique); number++) {
            unique = name + " " + number;
        }
        secrets.put(unique, secret.clone());
    }

    int size() {
        return secrets.size();
    }

    /** Name, form and place of each secret that stands in a file below the folder; names in the pattern are left out. */
    List<String> findIn(Path folder, String exceptNames) {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    found.addAll(findIn(file.toString(), withoutFill(content), exceptNames));
                    return FileVisitResult.CONTINUE;
                }

                /** The running server removes files of its own. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Files of the journal are made beforehand, of zero octets: nothing stands behind the last of another kind. */
    private static String withoutFill(String content) {
        int end = content.length();
        while (end > 0 && content.charAt(end - 1) == '\0') {
            end--;
        }
        return content.substring(0, end);
    }

    List<String> findIn(String place, String content, String exceptNames) {
        // The journal writes texts as UTF-16; without the zero octets they read as others do.
        String narrow = content.indexOf('\0') < 0 ? "" : content.replace("\0", "");
        List<String> found = new ArrayList<>();
        secrets.forEach((name, secret) -> {
            if (!name.matches(exceptNames)) {
                SecretForms.of(secret).forEach((form, text) -> {
                    if (contains(content, text) || contains(narrow, text)) {
                        found.add(name + " as " + form + " in " + place);
                    }
                });
            }
        });
        return found;
    }

    /** Digits of a longer number, of an identifier or of a fraction are no code. */
    private static boolean contains(String content, String text) {
        return CODE.matcher(text).matches()
                ? Pattern.compile("(?<![0-9A-Za-z.])" + text + "(?![0-9A-Za-z])")
                        .matcher(content)
                        .find()
                : content.contains(text);
    }
}
