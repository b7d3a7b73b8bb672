package dev.countersign.smpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** What a book of carriers refers to by names: passwords, authorities, keys. */
interface NamedFiles {

    /** A text by its name; throws {@link IllegalArgumentException} that says which one there is not, and never a text. */
    String text(String name);

    /** Octets by their name, in Base64 (RFC 4648 section 4); throws as {@link #text}. */
    String octets(String name);

    /** Files. Names are relative to a folder. */
    record OnDisk(Path folder) implements NamedFiles {

        @Override
        public String text(String name) {
            try {
                return Files.readString(folder.resolve(name));
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public String octets(String name) {
            try {
                return Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve(name)));
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }

        private static IllegalArgumentException unreadable(String name, IOException e) {
            return new IllegalArgumentException(
                    name + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Secrets that the core told; octets stand there in Base64. */
    record Told(Map<String, String> secrets) implements NamedFiles {

        @Override
        public String text(String name) {
            String text = secrets.get(name);
            if (text == null) {
                throw new IllegalArgumentException("no secret is called " + name);
            }
            return text;
        }

        @Override
        public String octets(String name) {
            return text(name).strip();
        }

        /** Names, never texts. */
        @Override
        public String toString() {
            return "Told" + secrets.keySet();
        }
    }
}
