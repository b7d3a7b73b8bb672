package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of shell in documents that are run as they stand, in one shell, where the product looks as if the run command had started it. */
record WrittenWalk(Product product, List<String> documents) {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** Runs the block in a folder of its own and gives what it printed; it must end well. */
    String run(Path folder, List<String> tools) throws Exception {
        for (String tool : tools) {
            assumeThat(isInstalled(tool)).as(tool + " is not installed").isTrue();
        }
        Files.createDirectory(folder.resolve(".run"));
        Files.createSymbolicLink(
                folder.resolve(".run/demo.json"), product.demoFile().toAbsolutePath());
        Files.createSymbolicLink(folder.resolve("docs"), ROOT.resolve("docs"));
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", blocks())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The server's time may be ahead of this machine's.
        shell.environment().put("CREATED", product.time().now().toString());

        Process walk = shell.start();

        assertThat(walk.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output);
        assertThat(walk.exitValue()).as(printed).isZero();
        return printed;
    }

    private String blocks() throws IOException {
        StringBuilder blocks = new StringBuilder();
        for (String document : documents) {
            blocks.append(block(document));
        }
        return blocks.toString();
    }

    private static String block(String document) throws IOException {
        Matcher block = Pattern.compile("(?s)<!-- A test runs this block as it stands\\. -->\n```sh\n(.*?)```")
                .matcher(Files.readString(ROOT.resolve(document)));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static boolean isInstalled(String tool) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "command -v " + tool)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
