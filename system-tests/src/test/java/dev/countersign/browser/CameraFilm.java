package dev.countersign.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** What a camera sees that is held in front of a picture: a film for Chromium's camera of tests (Motion JPEG). */
final class CameraFilm {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int SIDE = 420;
    private static final int FRAMES = 3;

    private CameraFilm() {}

    /** Writes a film in which a QR code stands, on grey, larger than it was drawn and a little askew. */
    static Path of(byte[] png, Path file) throws IOException {
        BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = frame.createGraphics();
        canvas.setColor(Color.GRAY);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.rotate(Math.toRadians(4), WIDTH / 2.0, HEIGHT / 2.0);
        canvas.drawImage(
                ImageIO.read(new ByteArrayInputStream(png)), (WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2, SIDE, SIDE, null);
        canvas.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(frame, "jpeg", jpeg);
        Files.createDirectories(file.getParent());
        try (OutputStream film = Files.newOutputStream(file)) {
            for (int i = 0; i < FRAMES; i++) {
                jpeg.writeTo(film);
            }
        }
        return file;
    }
}
