package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The QR code of an activation as people's phones see it. */
class QrPictureTest {

    private static final String LINK =
            "https://login.example/activate/#3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final int WHITE = 0xFFFFFFFF;

    private final QrPicture picture = QrPicture.of(LINK);

    @Test
    void aReaderFindsTheLinkInThePng() throws Exception {
        BufferedImage image = image();
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        BinaryBitmap bitmap = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));

        assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(LINK);
    }

    @Test
    void fourModulesAroundItAreWhite() throws Exception {
        BufferedImage image = image();
        int quiet = 4 * 8;

        for (int i = 0; i < image.getWidth(); i++) {
            for (int j = 0; j < quiet; j++) {
                assertThat(image.getRGB(i, j)).isEqualTo(WHITE);
                assertThat(image.getRGB(j, i)).isEqualTo(WHITE);
                assertThat(image.getRGB(i, image.getHeight() - 1 - j)).isEqualTo(WHITE);
            }
        }
    }

    @Test
    void theSvgHasTheSameModules() throws Exception {
        BufferedImage image = image();
        String svg = picture.svg();
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        int dark = 0;
        while (module.find()) {
            dark++;
            int x = Integer.parseInt(module.group(1)) * 8;
            int y = Integer.parseInt(module.group(2)) * 8;
            assertThat(image.getRGB(x, y)).isNotEqualTo(WHITE);
        }

        assertThat(dark).isEqualTo(countDark(image));
        assertThat(svg).contains("fill=\"#fff\"").doesNotContain("<script");
    }

    private static int countDark(BufferedImage image) {
        int dark = 0;
        for (int y = 0; y < image.getHeight(); y += 8) {
            for (int x = 0; x < image.getWidth(); x += 8) {
                dark += image.getRGB(x, y) == WHITE ? 0 : 1;
            }
        }
        return dark;
    }

    private BufferedImage image() throws Exception {
        return Optional.ofNullable(ImageIO.read(new ByteArrayInputStream(picture.png())))
                .orElseThrow();
    }
}
