package dev.countersign.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * The database of server and command line programs.
 *
 * @param kind {@code h2} or {@code postgresql}
 * @param url JDBC address
 */
public record Database(String kind, String url, String user, String password) {

    private static final String KIND = "COUNTERSIGN_DB_KIND";
    private static final String URL = "COUNTERSIGN_DB_URL";
    private static final String USER = "COUNTERSIGN_DB_USER";
    private static final String PASSWORD = "COUNTERSIGN_DB_PASSWORD";

    /**
     * An H2 file in the folder; each commit is written before it is answered (WRITE_DELAY=0). Results are not reused: H2 (2.2 and 2.3)
     * now and then gives back an old one after a lock was waited for, and so an eleventh guess had a verdict.
     */
    public static Database h2(Path folder) {
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("countersign")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;OPTIMIZE_REUSE_RESULTS=FALSE";
        return new Database("h2", url, "sa", "sa");
    }

    /** What the environment names, or else an H2 file in the folder. */
    public static Database of(Map<String, String> environment, Path folder) {
        String url = environment.getOrDefault(URL, "");
        if (url.isEmpty()) {
            return h2(folder);
        }
        return new Database(
                environment.getOrDefault(KIND, url.startsWith("jdbc:postgresql:") ? "postgresql" : "h2"),
                url,
                environment.getOrDefault(USER, "sa"),
                environment.getOrDefault(PASSWORD, "sa"));
    }

    /** Whether its data lie outside of the folder that {@code -Dfresh} empties. */
    boolean isElsewhere(Path folder) {
        return !url.startsWith("jdbc:h2:file:" + folder.toAbsolutePath());
    }

    Map<String, String> environment() {
        return Map.of(KIND, kind, URL, url, USER, user, PASSWORD, password);
    }

    @Override
    public String toString() {
        return "Database[" + kind + "]";
    }
}
