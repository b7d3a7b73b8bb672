package dev.countersign.activation;

import java.net.URI;

/**
 * Where the app is to be had.
 *
 * @param platform {@code IOS} or {@code ANDROID}
 * @param region two capital letters, or {@code *} for all
 * @param address with https
 */
public record AppStore(String platform, String region, String name, URI address) {

    private static final int PARTS = 4;

    /** Reads {@code PLATFORM;REGION;NAME;ADDRESS}; throws {@link IllegalArgumentException} that quotes what is none. */
    public static AppStore of(String entry) {
        String[] parts = entry.split(";", -1);
        if (parts.length != PARTS || !parts[0].matches("IOS|ANDROID") || !parts[1].matches("\\*|[A-Z]{2}")) {
            throw refused(entry);
        }
        return new AppStore(parts[0], parts[1], parts[2], address(parts[3], entry));
    }

    private static URI address(String text, String entry) {
        try {
            URI address = URI.create(text);
            if ("https".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with the whole entry.
        }
        throw refused(entry);
    }

    private static IllegalArgumentException refused(String entry) {
        return new IllegalArgumentException("'" + entry
                + "' is not PLATFORM;REGION;NAME;ADDRESS, such as IOS;*;App Store;https://store.example/app");
    }
}
