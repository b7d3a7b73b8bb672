package dev.countersign.simulator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which Host headers are answered. A foreign page whose name was pointed at this machine would otherwise read the inbox
 * (DNS rebinding).
 */
final class Host {

    private static final Pattern LOCAL = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private Host() {}

    static boolean isLocal(@Nullable String header) {
        return header != null && LOCAL.matcher(header).matches();
    }
}
