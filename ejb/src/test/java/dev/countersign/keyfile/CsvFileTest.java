package dev.countersign.keyfile;

import static dev.countersign.keyfile.KeyFileTexts.SECRET;
import static dev.countersign.keyfile.KeyFileTexts.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import dev.countersign.keyfile.KeyFileOutcome.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of devices as CSV (RFC 4180). */
class CsvFileTest {

    private static final String HEX = "000102030405060708090a0b0c0d0e0f10111213";
    private static final String HEADER = "serial,manufacturer,suite,secret\n";
    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";

    @Test
    void columnsStandInAnyOrderAndCase() {
        Read read = read("\ufeffSecret,SUITE,Manufacturer,pin,Serial,counter,validUntil,drift,model\r\n"
                + HEX + "," + SUITE + ",\"Acme, Inc\",1234,ab1,7,2030-01-01,-2,Pad\r\n\r\n"
                + HEX + ",HOTP-SHA1-6,Acme,,2,,,,\r\n");

        ImportedKey first = read.rows().get(0).key().orElseThrow();
        assertThat(first.device()).isEqualTo(new DeviceName("Acme, Inc", "AB1"));
        assertThat(first.secret()).isEqualTo(Octets.of(SECRET));
        assertThat(first.pin()).contains(Octets.ofHex("31323334"));
        assertThat(first.start().counter()).isEqualTo(7);
        assertThat(first.start().driftSteps()).isEqualTo(-2);
        assertThat(first.validity().until().orElseThrow()).hasToString("2030-01-01T00:00:00Z");
        assertThat(read.rows()).extracting(KeyFileRow::position).containsExactly(2, 4);
        assertThat(read.rows().get(1).key().orElseThrow().suite().algorithm()).isEqualTo(KeyAlgorithm.HOTP);
        assertThat(read.protection()).isEqualTo(Protection.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "CSV_HEX,000102030405060708090A0B0C0D0E0F10111213",
        "CSV_BASE64,AAECAwQFBgcICQoLDA0ODxAREhM=",
        "CSV_BASE32,AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT",
        "CSV_BASE32,aaaqeayeaudaocajbifqydiob4ibceqt"
    })
    void secretsAreReadInTheDeclaredForm(KeyFileFormat format, String secret) {
        assertThat(row(format, "1,Acme,HOTP-SHA1-6," + secret)
                        .key()
                        .orElseThrow()
                        .secret())
                .isEqualTo(Octets.of(SECRET));
    }

    /** RFC 4648 section 10 pads to eight characters; many vendors do not. */
    @Test
    void paddingOfBase32MayBeLeftOut() {
        for (String secret :
                List.of("MZXW6YTBOJTG633CMFZGM33P", "MZXW6YTBOJTG633CMFZGM33PMI", "MZXW6YTBOJTG633CMFZGM33PMI======")) {
            assertThat(row(KeyFileFormat.CSV_BASE32, "1,Acme,HOTP-SHA1-6," + secret)
                            .reason())
                    .isEqualTo(secret.length() == 24 ? Optional.of(RowReason.SECRET_LENGTH) : Optional.empty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CSV_HEX,AAECAwQFBgcICQoLDA0ODxAREhM=",
        "CSV_HEX,000102030405060708090a0b0c0d0e0f1",
        "CSV_BASE64,AAECAwQFBgcICQoLDA0ODxAREhM",
        "CSV_BASE64,AAECAwQFBgcICQoLDA0ODxAREh-_",
        "CSV_BASE32,11111111111111111111111111111111",
        "CSV_BASE32,AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTA"
    })
    void aSecretInAnotherFormIsRefused(KeyFileFormat format, String secret) {
        assertThat(row(format, "1,Acme,HOTP-SHA1-6," + secret).reason()).contains(RowReason.SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=1,Acme,HOTP-SHA1-6," + HEX + "|SERIAL",
                ",Acme,HOTP-SHA1-6," + HEX + "|SERIAL",
                "1,,HOTP-SHA1-6," + HEX + "|MANUFACTURER",
                "1,Acme,HOTP-SHA1-9," + HEX + "|SUITE",
                "1,Acme,TOTP-SHA1-6," + HEX + "|SUITE",
                "1,Acme,TOTP-SHA1-6-0S," + HEX + "|SUITE",
                "1,Acme,," + HEX + "|SUITE",
                "1,Acme,HOTP-SHA1-6,|SECRET_MISSING",
                "1,Acme,HOTP-SHA1-6,0011|SECRET_LENGTH",
                "1,Acme,HOTP-SHA1-6|KEY",
                "1,Acme,HOTP-SHA1-6," + HEX + ",more|KEY",
                "1,\"Acme,HOTP-SHA1-6," + HEX + "|KEY",
                "1,Ac\"me,HOTP-SHA1-6," + HEX + "|KEY",
                "1,\"Ac\"me,HOTP-SHA1-6," + HEX + "|KEY"
            })
    void aBadLineIsRefusedForItsReason(String line, RowReason reason) {
        assertThat(row(KeyFileFormat.CSV_HEX, line).reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "counter,-1,COUNTER",
        "counter,x,COUNTER",
        "drift,1001,TIME",
        "drift,1.5,TIME",
        "pin,12,PIN",
        "pin,12 34,PIN",
        "validUntil,soon,DATE"
    })
    void aBadOptionalCellIsRefused(String column, String value, RowReason reason) {
        Read read = read("serial,manufacturer,suite,secret," + column + "\n1,Acme,HOTP-SHA1-6," + HEX + "," + value);

        assertThat(read.rows().get(0).reason()).contains(reason);
        assertThat(read.rows().get(0).serial()).contains("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "1,Acme,HOTP-SHA1-6,00\n",
                "serial,manufacturer,suite\n",
                "serial,manufacturer,suite,secret,secret\n",
                "serial,manufacturer,suite,secret,colour\n",
                "serial;manufacturer;suite;secret\n",
                "serial,\"manufacturer,suite,secret\n"
            })
    void theFirstLineNamesTheColumns(String text) {
        assertThat(((Refused) outcome(text, TransportKey.none())).reason()).isEqualTo(FileReason.UNREADABLE);
    }

    @Test
    void aFileHasRowsAndNotTooMany() {
        assertThat(((Refused) outcome(HEADER, TransportKey.none())).reason()).isEqualTo(FileReason.NO_KEYS);
        assertThat(((Refused) outcome(HEADER + "x\n".repeat(KeyFiles.MOST_ROWS + 1), TransportKey.none())).reason())
                .isEqualTo(FileReason.TOO_LARGE);
    }

    @Test
    void whatIsNotUtf8OrHasATransportKeyIsRefused() {
        KeyFileOutcome latin = KeyFiles.read(
                KeyFileFormat.CSV_HEX, Octets.of(new byte[] {'a', (byte) 0xe9, 'b'}), TransportKey.none());
        assertThat(((Refused) latin).reason()).isEqualTo(FileReason.UNREADABLE);
        TransportKey key = new TransportKey(Protection.PRE_SHARED_KEY, Octets.of(new byte[16]));
        assertThat(((Refused) outcome(HEADER + "1,Acme,HOTP-SHA1-6," + HEX, key)).reason())
                .isEqualTo(FileReason.TRANSPORT_KEY_KIND);
    }

    private static KeyFileOutcome outcome(String text, TransportKey transport) {
        return KeyFiles.read(KeyFileFormat.CSV_HEX, file(text), transport);
    }

    private static Read read(String text) {
        return (Read) outcome(text, TransportKey.none());
    }

    private static KeyFileRow row(KeyFileFormat format, String line) {
        return ((Read) KeyFiles.read(format, file(HEADER + line), TransportKey.none()))
                .rows()
                .get(0);
    }
}
