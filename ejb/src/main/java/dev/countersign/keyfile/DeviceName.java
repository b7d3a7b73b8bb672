package dev.countersign.keyfile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tells a device from all others (RFC 6030 section 4.3.1). Neither can be taken for a formula of a spreadsheet.
 *
 * @param manufacturer as written, such as {@code oath.XX}; 1 to 64 letters, digits, blanks and {@code . , & _ -}
 * @param serial 1 to 40 capital letters, digits, dots, hyphens and underscores of ASCII; printed on the device
 */
public record DeviceName(String manufacturer, String serial) {

    private static final Pattern MANUFACTURER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .,&_-]{0,63}");
    private static final Pattern SERIAL = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,39}");

    public DeviceName {
        if (!MANUFACTURER.matcher(manufacturer).matches()
                || !SERIAL.matcher(serial).matches()) {
            throw new IllegalArgumentException("manufacturer or serial is not of the form that is taken");
        }
    }

    static DeviceName read(Optional<String> manufacturer, Optional<String> serial) {
        String number =
                serial.flatMap(DeviceName::findSerial).orElseThrow(() -> new RefusedRowException(RowReason.SERIAL));
        return manufacturer
                .map(String::strip)
                .filter(name -> MANUFACTURER.matcher(name).matches())
                .map(name -> new DeviceName(name, number))
                .orElseThrow(() -> new RefusedRowException(RowReason.MANUFACTURER));
    }

    /** The serial as it is kept and compared: people type it in either case. Empty if it is none. */
    public static Optional<String> findSerial(String text) {
        return Optional.of(text.strip().toUpperCase(Locale.ROOT))
                .filter(serial -> SERIAL.matcher(serial).matches());
    }
}
