package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The file has the structure of ISO 32000-1 section 7.5, so that a reader need not repair it. */
class GridPdfTest {

    private static final Pattern ENTRY = Pattern.compile("(\\d{10}) 00000 n \n");
    private static final Pattern STREAM = Pattern.compile("/Length (\\d+) >>\nstream\n(.*)\nendstream", Pattern.DOTALL);

    private final List<String> cells = IntStream.rangeClosed(1, 100)
            .mapToObj(cell -> "A" + (char) ('A' + cell % 10) + (char) ('A' + cell / 10))
            .toList();
    private final String file = new String(new GridPdf("K7AXR3MD", cells).octets(), StandardCharsets.US_ASCII);

    @Test
    void eachObjectIsWhereTheTableSaysAndTheTableWhereTheEndSays() {
        Matcher entries = ENTRY.matcher(file);
        int number = 0;
        while (entries.find()) {
            number++;
            assertThat(file.substring(Integer.parseInt(entries.group(1)))).startsWith(number + " 0 obj\n");
        }
        assertThat(number).isEqualTo(6);
        Matcher end = Pattern.compile("startxref\n(\\d+)\n%%EOF\n$").matcher(file);
        assertThat(end.find()).isTrue();
        assertThat(file.substring(Integer.parseInt(end.group(1)))).startsWith("xref\n0 7\n0000000000 65535 f \n");
    }

    @Test
    void aReaderOfAnotherMakerOpensItAndFindsTheCellsInTheirPlaces() throws IOException {
        try (PDDocument read = Loader.loadPDF(file.getBytes(StandardCharsets.US_ASCII))) {
            assertThat(read.getNumberOfPages()).isEqualTo(1);
            List<String> lines = new PDFTextStripper().getText(read).lines().toList();

            assertThat(lines.subList(0, 2)).containsExactly("Countersign", "K7AXR3MD");
            assertThat(String.join(" ", lines.subList(2, lines.size())).split(" ", -1))
                    .as("indexes and cells")
                    .hasSize(200)
                    .containsAll(cells)
                    .contains("1", "99", "100");
        }
    }

    @Test
    void theStreamHasItsLengthAndEachCellWithItsIndex() {
        Matcher stream = STREAM.matcher(file);
        assertThat(stream.find()).isTrue();
        assertThat(stream.group(2)).hasSize(Integer.parseInt(stream.group(1)));
        List<String> shown = Pattern.compile("\\((.*?)\\) Tj")
                .matcher(stream.group(2))
                .results()
                .map(text -> text.group(1))
                .toList();

        assertThat(shown.subList(0, 2)).containsExactly("Countersign", "K7AXR3MD");
        assertThat(shown).hasSize(202);
        for (int cell = 0; cell < 100; cell++) {
            assertThat(shown.subList(2 + 2 * cell, 4 + 2 * cell))
                    .containsExactly(Integer.toString(cell + 1), cells.get(cell));
        }
    }
}
