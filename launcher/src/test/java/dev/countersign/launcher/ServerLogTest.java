package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    private static final String INFO = "{\"level\":\"INFO\",\"loggerName\":\"a\",\"message\":\"fine\"}";
    private static final String ERROR = "{\"level\":\"ERROR\",\"loggerName\":\"b\",\"message\":\"no\\ndatabase\"}";

    @TempDir
    Path folder;

    @Test
    void showsProblemsFirstOfAll() throws IOException {
        assertThat(ServerLog.lastLines(log(ERROR, INFO, INFO), 2)).containsExactly("ERROR b: no database");
    }

    @Test
    void showsTheLastLinesWhereThereIsNoProblem() throws IOException {
        assertThat(ServerLog.lastLines(log(INFO, INFO, INFO), 2)).containsExactly("INFO a: fine", "INFO a: fine");
    }

    @Test
    void readsTheSecondServersLinesToo() throws IOException {
        String info = "{\"Level\":\"INFO\",\"LoggerName\":\"a\",\"LogMessage\":\"fine\"}";
        String severe = "{\"Level\":\"SEVERE\",\"LoggerName\":\"b\",\"LogMessage\":\"no\\ndatabase\"}";

        assertThat(ServerLog.lastLines(log(severe, info, info), 2)).containsExactly("SEVERE b: no database");
    }

    @Test
    void leavesALineThatIsNoJsonAsItIs() {
        assertThat(ServerLog.readable("Error: Unable to access jarfile")).isEqualTo("Error: Unable to access jarfile");
    }

    @Test
    void isEmptyWithoutALog() {
        assertThat(ServerLog.lastLines(folder.resolve("none.log"), 5)).isEmpty();
    }

    private Path log(String... lines) throws IOException {
        return Files.writeString(folder.resolve("server.log"), String.join("\n", lines) + "\n");
    }
}
