package dev.countersign.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/** What the script exports. */
public final class QrReader {

    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());

    private QrReader() {}

    /**
     * The text of the QR code in a picture; null if there is none to read.
     *
     * @param pixels row by row, a byte each of red, green, blue and any fourth; red and blue may change places
     */
    @JSExport
    public static @Nullable String decode(@JSByRef int[] pixels, int width, int height) {
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), HINTS)
                    .getText();
        } catch (ReaderException e) {
            return null;
        }
    }
}
