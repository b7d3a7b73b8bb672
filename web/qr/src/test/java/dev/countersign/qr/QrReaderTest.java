package dev.countersign.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrReaderTest {

    private static final int SIZE = 300;
    private static final int DARK = 0xFF202030;
    private static final int LIGHT = 0xFFF0F0E0;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost:8443/activate/#0b8e2f0a-6b1f-4f57-9a52-6a0f3f3d4c1e.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "7",
                "Zürich, 北京",
            })
    void readsWhatThePictureHolds(String text) throws WriterException {
        assertThat(QrReader.decode(picture(text), SIZE, SIZE)).isEqualTo(text);
    }

    @Test
    void redAndBlueMayChangePlaces() throws WriterException {
        int[] swapped = IntStream.of(picture("either way"))
                .map(pixel -> Integer.rotateRight(Integer.reverseBytes(pixel), Byte.SIZE))
                .toArray();

        assertThat(QrReader.decode(swapped, SIZE, SIZE)).isEqualTo("either way");
    }

    @Test
    void emptyPictureHoldsNothing() {
        assertThat(QrReader.decode(new int[SIZE * SIZE], SIZE, SIZE)).isNull();
    }

    @Test
    void coveredCodeIsNotRead() throws WriterException {
        int[] covered = picture("out of sight");
        Arrays.fill(covered, covered.length / 2, covered.length, LIGHT);

        assertThat(QrReader.decode(covered, SIZE, SIZE)).isNull();
    }

    private static int[] picture(String text) throws WriterException {
        Map<EncodeHintType, Object> hints = Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
        BitMatrix code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIZE, SIZE, hints);
        return IntStream.range(0, SIZE * SIZE)
                .map(at -> code.get(at % SIZE, at / SIZE) ? DARK : LIGHT)
                .toArray();
    }
}
