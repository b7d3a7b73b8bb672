package dev.countersign.keyfile;

import static dev.countersign.keyfile.KeyFileTexts.container;
import static dev.countersign.keyfile.KeyFileTexts.file;
import static dev.countersign.keyfile.KeyFileTexts.hotp;
import static dev.countersign.keyfile.KeyFileTexts.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import dev.countersign.keyfile.KeyFileOutcome.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings of XML that mean the same, and XML that means harm. */
class XmlReaderTest {

    private static final String ONE = container(hotp("1", secret()));

    @Test
    void prefixesCommentsInstructionsAndSectionsMakeNoDifference() {
        String prefixed = ONE.replaceAll("<(/?)(?!/|\\?|!)", "<$1v:").replace(" xmlns=", " xmlns:v=");
        String value = ONE.replaceAll("(?s).*<PlainValue>(.*)</PlainValue>.*", "$1");
        List<String> spellings = List.of(
                prefixed,
                "\ufeff" + ONE,
                "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<!-- vendor --><?vendor x?>" + ONE
                        + "<!-- end -->\n",
                ONE.replace(value, "<!-- a -->" + value.substring(0, 5) + "<!-- b -->" + value.substring(5)),
                ONE.replace(value, "<![CDATA[" + value + "]]>"),
                ONE.replace(value, "\n\t " + value.substring(0, 8) + "\r\n   " + value.substring(8) + "\n"),
                ONE.replace(value, value.replace("A", "&#65;")),
                ONE.replace("<Data>", "<x:Data xmlns:x='urn:x'><x:Secret/></x:Data><Data>"),
                ONE.replace("Id=\"K\"", "Id=\"K\" x:Id='other' xmlns:x='urn:x'"));

        assertThat(spellings).allSatisfy(text -> assertThat(secretOf(text)).isEqualTo(Octets.of(KeyFileTexts.SECRET)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "ISO-8859-1"})
    void otherCharacterSetsAreRead(String name) {
        byte[] octets = ("\ufeff<?xml version='1.0' encoding='" + name + "'?>" + ONE)
                .substring(name.startsWith("ISO") ? 1 : 0)
                .getBytes(Charset.forName(name));

        assertThat(KeyFiles.read(KeyFileFormat.PSKC, Octets.of(octets), TransportKey.none()))
                .isInstanceOf(Read.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Data", "Secret", "Counter", "PlainValue", "SerialNo", "AlgorithmParameters", "ResponseFormat"})
    void anElementThatStandsTwiceIsNoMatterOfChance(String name) {
        String text = container(hotp("1", secret() + "<Counter><PlainValue>1</PlainValue></Counter>"));
        String element = text.replaceFirst("(?s).*?(<" + name + "[ />].*?(?:</" + name + ">|/>)).*", "$1")
                .replaceFirst("(?s).*?(<" + name + ">)", "$1");

        assertThat(reason(text.replace(element, element + element))).isEqualTo(FileReason.UNREADABLE);
    }

    @Test
    void whatIsNoXmlIsRefused() {
        List<String> texts = List.of(
                " ",
                "<KeyContainer>",
                ONE + "x",
                ONE + ONE,
                ONE.replace("Version", "Version='1.0' Version"),
                ONE.replace("</Data>", "</Daten>"),
                ONE.replace("<Data>", "&unknown;<Data>"),
                ONE.replace("<Data>", "\u0001<Data>"),
                ONE.replace("<Data>", "<q:Data>"));

        assertThat(texts).allSatisfy(text -> assertThat(reason(text)).isIn(FileReason.UNREADABLE, FileReason.DOCTYPE));
        assertThat(KeyFiles.read(
                        KeyFileFormat.PSKC, Octets.of(new byte[] {(byte) 0xff, (byte) 0xff, 0}), TransportKey.none()))
                .isInstanceOf(Refused.class);
        assertThat(reason("<html/>")).isEqualTo(FileReason.VERSION);
        assertThat(reason(ONE.replace("urn:ietf:params:xml:ns:keyprov:pskc\"", "urn:other\"")))
                .isEqualTo(FileReason.VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE KeyContainer>",
                "<!DOCTYPE KeyContainer [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>",
                "<!DOCTYPE KeyContainer SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE KeyContainer PUBLIC 'x' 'ftp://127.0.0.1:9/x'>"
            })
    void aDocumentTypeIsRefusedInAnyCharacterSet(String type) {
        assertThat(reason(type + ONE)).isEqualTo(FileReason.DOCTYPE);
        byte[] wide = ("\ufeff" + type + ONE).getBytes(StandardCharsets.UTF_16BE);
        assertThat(((Refused) KeyFiles.read(KeyFileFormat.PSKC, Octets.of(wide), TransportKey.none())).reason())
                .isEqualTo(FileReason.DOCTYPE);
    }

    /** Whatever asks for an address would be heard here. */
    @Test
    void nothingIsFetched() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            List<String> texts = List.of(
                    "<!DOCTYPE KeyContainer SYSTEM '" + address + "'>" + ONE,
                    "<!DOCTYPE KeyContainer [<!ENTITY % p SYSTEM '" + address + "'> %p;]>" + ONE,
                    "<!DOCTYPE KeyContainer [<!ENTITY e SYSTEM '" + address + "'>]>"
                            + ONE.replace("<Data>", "&e;<Data>"),
                    "<?xml-stylesheet href='" + address + "'?>" + ONE,
                    ONE.replace(
                            "<Data>",
                            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='" + address + "'/><Data>"),
                    ONE.replace(
                            " Version",
                            " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='u " + address
                                    + "' Version"),
                    ONE.replace(
                            secret(),
                            "<Secret><EncryptedValue><xenc:CipherData><xenc:CipherReference URI='" + address
                                    + "'/></xenc:CipherData></EncryptedValue></Secret>"));

            texts.forEach(text -> KeyFiles.read(KeyFileFormat.PSKC, file(text), TransportKey.none()));

            listener.setSoTimeout(1);
            assertThat(isHeard(listener)).isFalse();
        }
    }

    @Test
    void eachMeasureHasItsLimit() {
        String levels = "<a>".repeat(XmlReader.MOST_LEVELS) + "</a>".repeat(XmlReader.MOST_LEVELS);
        String attributes = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> " a" + i + "=''")
                .collect(Collectors.joining());
        String namespaces = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> " xmlns:a" + i + "='u'")
                .collect(Collectors.joining());

        assertThat(reason(container(levels))).isEqualTo(FileReason.TOO_LARGE);
        assertThat(reason(container("<a/>".repeat(XmlReader.MOST_ELEMENTS)))).isEqualTo(FileReason.TOO_LARGE);
        assertThat(reason(container("<a" + attributes + "/>"))).isEqualTo(FileReason.UNREADABLE);
        assertThat(reason(container("<a" + namespaces + "/>"))).isIn(FileReason.UNREADABLE, FileReason.NO_KEYS);
        assertThat(reason(container("<KeyPackage/>".repeat(KeyFiles.MOST_ROWS + 1))))
                .isEqualTo(FileReason.TOO_LARGE);
        assertThat(reason(container("<a b='" + "x".repeat(1024 * 1024) + "'/>")))
                .isEqualTo(FileReason.NO_KEYS);
        assertThat(reason("x".repeat(KeyFiles.MOST_OCTETS + 1))).isEqualTo(FileReason.TOO_LARGE);
        assertThat(reason("x".repeat(KeyFiles.MOST_OCTETS))).isEqualTo(FileReason.UNREADABLE);
    }

    private static boolean isHeard(ServerSocket listener) throws IOException {
        try {
            listener.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static Octets secretOf(String text) {
        return ((Read) KeyFiles.read(KeyFileFormat.PSKC, file(text), TransportKey.none()))
                .rows()
                .get(0)
                .key()
                .orElseThrow()
                .secret();
    }

    private static FileReason reason(String text) {
        KeyFileOutcome outcome = KeyFiles.read(KeyFileFormat.PSKC, file(text), TransportKey.none());
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).reason();
    }
}
