package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the keys that core and gateways share, and how another key takes the place of one. */
class GatewayKeysTest {

    private static final String RIGHT = "{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"" + "A".repeat(43) + "\"}";

    private final SecureRandom random = new SecureRandom();
    private final PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private OctetSequenceKey old;

    @BeforeEach
    void create() throws IOException {
        KeyCommand.create(folder, random, silent);
        old = GatewayKeys.in(folder).first();
    }

    @Test
    void anotherKeyOpensFirstThenLocksThenIsAlone() throws IOException {
        KeyCommand.addGateway(folder, random, silent);
        List<OctetSequenceKey> added = GatewayKeys.in(folder).keys();
        KeyCommand.useGateway(folder, random, silent);
        List<OctetSequenceKey> used = GatewayKeys.in(folder).keys();
        KeyCommand.dropGateway(folder, added.get(1).getKeyID(), silent);

        assertThat(added).hasSize(2).first().isEqualTo(old);
        assertThat(used).containsExactly(added.get(1), old);
        assertThat(GatewayKeys.in(folder).keys()).containsExactly(added.get(1));
        assertThat(added.get(1).getKeyID()).isNotEqualTo(old.getKeyID());
        assertThat(added.get(1).toByteArray()).hasSize(32).isNotEqualTo(old.toByteArray());
    }

    /** Which steps were done the file does not tell: the key that nobody has locked with yet would be gone. */
    @Test
    void nothingIsDroppedBeforeTheKeyThatIsToStayLocks() throws IOException {
        KeyCommand.addGateway(folder, random, silent);
        List<OctetSequenceKey> added = GatewayKeys.in(folder).keys();
        String made = added.get(1).getKeyID();

        assertThatThrownBy(() -> KeyCommand.dropGateway(folder, made, silent))
                .isInstanceOf(KeysUnusableException.class)
                .hasMessageStartingWith("Nothing was dropped")
                .hasMessageContaining("use-gateway");

        assertThat(GatewayKeys.in(folder).keys()).isEqualTo(added);
    }

    @Test
    void theFileKeepsItsModeAndLeavesNothingBeside() throws IOException {
        mode("rw-r-----");

        KeyCommand.addGateway(folder, random, silent);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-----w-", "rw--w----"})
    void aFileThatOthersMayOpenIsRefused(String mode) throws IOException {
        mode(mode);

        assertThatThrownBy(() -> GatewayKeys.in(folder))
                .isInstanceOf(KeysUnusableException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining("keys add-gateway");
        assertThat(GatewayKeys.fault(folder)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "r--r-----"})
    void aFileThatItsGroupMayReadIsNot(String mode) throws IOException {
        mode(mode);

        assertThat(GatewayKeys.fault(folder)).isEmpty();
        assertThat(GatewayKeys.in(folder).first()).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"short\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAA\"}]}",
            })
    void whatHoldsNoKeyIsRefusedWithoutQuotingIt(String content) throws IOException {
        Files.writeString(file(), content);

        assertThatThrownBy(() -> GatewayKeys.in(folder))
                .isInstanceOf(KeysUnusableException.class)
                .hasNoCause()
                .hasMessageContaining("sms-gateway.jwks")
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void aKidThatStandsTwiceIsRefused() throws IOException {
        Files.writeString(file(), "{\"keys\":[" + RIGHT + "]}");
        assertThat(GatewayKeys.fault(folder)).isEmpty();

        Files.writeString(file(), "{\"keys\":[" + RIGHT + "," + RIGHT + "]}");

        assertThat(GatewayKeys.fault(folder))
                .hasValueSatisfying(fault -> assertThat(fault).contains("of its own"));
    }

    @Test
    void aMissingFileIsNamedWithWhatMakesIt() throws IOException {
        Files.delete(file());

        assertThatThrownBy(() -> GatewayKeys.in(folder))
                .isInstanceOf(KeysUnusableException.class)
                .hasMessageContaining("countersign keys create");
    }

    @Test
    void noKeyStandsInItsText() {
        assertThat(GatewayKeys.in(folder))
                .asString()
                .contains(old.getKeyID())
                .doesNotContain(old.getKeyValue().toString());
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
    }

    private Path file() {
        return folder.resolve(GatewayKeys.NAME);
    }
}
