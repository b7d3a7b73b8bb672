package dev.countersign.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A flight recording of the server, by the {@code jcmd} of the JDK that runs this; without a file, none. */
record Recording(long pid, String file) {

    static Recording start(long pid, String file) {
        Recording recording = new Recording(pid, file);
        // The default of 64 frames does not reach from a statement to the request that asked for it.
        recording.command("JFR.configure", "stackdepth=512");
        recording.command("JFR.start", "name=bench", "settings=profile");
        return recording;
    }

    void stop() {
        command("JFR.stop", "name=bench", "filename=" + new File(file).getAbsolutePath());
    }

    private void command(String... words) {
        if (file.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(Arrays.asList(words));
        try {
            Process jcmd = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + words[0] + " failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
