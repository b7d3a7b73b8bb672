package dev.countersign.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A grid card as a file to be printed (ISO 32000-1): one page of A4, ten cells a row, their indexes above them. It has the
 * fonts that each reader brings along, and no words but the name of the product, so that it is the same in every language.
 *
 * @param serial upper-case letters and digits
 * @param cells upper-case letters and digits, at most 100
 */
record GridPdf(String serial, List<String> cells) {

    private static final int COLUMNS = 10;
    private static final int LEFT = 57;
    private static final int TOP = 740;
    private static final int WIDTH = 48;
    private static final int HEIGHT = 60;

    GridPdf {
        cells = List.copyOf(cells);
    }

    /** The file; ASCII alone, so that a character is an octet. */
    byte[] octets() {
        String content = content();
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
                        + " /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
                "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (String object : objects) {
            offsets.add(file.length());
            file.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        int table = file.length();
        file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset ->
                file.append(String.format(Locale.ROOT, "%010d", offset)).append(" 00000 n \n"));
        file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\nstartxref\n");
        file.append(table).append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String content() {
        StringBuilder content = new StringBuilder();
        text(content, "F1", 18, LEFT, TOP + 45, "Countersign");
        text(content, "F2", 14, LEFT, TOP + 22, serial);
        IntStream.range(0, cells.size()).forEach(position -> cell(content, position));
        return content.toString();
    }

    private void cell(StringBuilder content, int position) {
        int x = LEFT + position % COLUMNS * WIDTH;
        int y = TOP - (position / COLUMNS + 1) * HEIGHT;
        content.append(x)
                .append(' ')
                .append(y)
                .append(' ')
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append(" re S\n");
        text(content, "F1", 9, x + 5, y + HEIGHT - 14, Integer.toString(position + 1));
        text(content, "F2", 16, x + 9, y + 15, cells.get(position));
    }

    private static void text(StringBuilder content, String font, int size, int x, int y, String text) {
        content.append("BT /").append(font).append(' ').append(size).append(" Tf ");
        content.append(x).append(' ').append(y).append(" Td (").append(text).append(") Tj ET\n");
    }

    @Override
    public String toString() {
        return "GridPdf[hidden]";
    }
}
