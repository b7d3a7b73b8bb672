package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Argon2id, RFC 9106, and the PHC string format. */
class Argon2Test {

    private final Argon2 argon2 = new Argon2(new SecureRandom());

    static Stream<JsonObject> verifiers() {
        JsonObject vectors = Vectors.read("argon2.json");
        return Stream.of("reference_argon2id", "production_parameters")
                .flatMap(list -> vectors.getJsonArray(list).getValuesAs(JsonObject.class).stream())
                .filter(vector -> vector.containsKey("phc") && vector.containsKey("password"));
    }

    static Stream<JsonObject> impostors() {
        return Vectors.read("argon2.json")
                .getJsonArray("phc_strings_that_must_not_verify_for_password_\"password\"")
                .getValuesAs(JsonObject.class)
                .stream();
    }

    @ParameterizedTest
    @MethodSource("verifiers")
    void verifiesPublishedStrings(JsonObject vector) {
        PasswordHash hash = PasswordHash.parse(vector.getString("phc")).orElseThrow();

        assertThat(argon2.matches(vector.getString("password"), hash)).isTrue();
        assertThat(argon2.matches(vector.getString("password") + "x", hash)).isFalse();
        assertThat(hash.phc()).isEqualTo(vector.getString("phc"));
    }

    @ParameterizedTest
    @MethodSource("impostors")
    void verifiesNoImpostor(JsonObject impostor) {
        boolean verified = PasswordHash.parse(impostor.getString("phc"))
                .filter(hash -> argon2.matches("password", hash))
                .isPresent();

        assertThat(verified).as(impostor.getString("why")).isFalse();
    }

    @Test
    void saltsEachHash() {
        Argon2Parameters cheap = new Argon2Parameters(64, 1, 1);

        PasswordHash hash = argon2.hash("correct horse 7", cheap);

        assertThat(argon2.matches("correct horse 7", hash)).isTrue();
        assertThat(hash.phc())
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
                .isNotEqualTo(argon2.hash("correct horse 7", cheap).phc());
    }

    /** Of a command that meets no class the JVM says nothing: ADR 48. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../ear/src/main/wildfly/java.options",
                "../ear/src/main/payara/configure.asadmin",
                "../bench/pom.xml"
            })
    void serversAndBenchmarksTellTheJvmHowToCompileIt(Path options) throws IOException {
        String unescaped = Files.readString(options).replace("\\\\:", ":");

        assertThat(unescaped).contains("-XX:CompileCommand=inline," + Argon2BytesGenerator.class.getName() + "::*");
    }

    @Test
    void hidesItselfInLogs() {
        PasswordHash hash = argon2.hash("correct horse 7", new Argon2Parameters(64, 1, 1));

        assertThat(hash).hasToString("PasswordHash[hidden]");
        assertThat(new Password("correct horse 7")).hasToString("Password[hidden]");
    }
}
