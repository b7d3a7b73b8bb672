package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY.md names what of others is shipped, each with its version, and nothing else; and what is shipped has its licence. */
class ThirdPartyTest {

    private static final Path SERVER = Modules.ROOT.resolve("ear/target/server/countersign/lib");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Za-z0-9._-]+)` \\| ([^| ]+) \\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern JAR = Pattern.compile("(?:.*/)?(.+?)(?:-(\\d[^/]*))?\\.jar");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** What comes in no archive of its own, or in one that does not tell its version: by the property of the root's pom that sets it. */
    private static final Map<String, String> SET_BY_PROPERTY = Map.of(
            "swagger-ui", "swagger-ui.version",
            "zxing-core", "zxing.script.version",
            "teavm-jso", "teavm.version",
            "teavm-classlib", "teavm.version",
            "webauthn4j-core", "webauthn4j.version",
            "wildfly", "wildfly.version");

    private static final List<String> LICENCE =
            List.of("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/THIRD-PARTY.md");

    @Test
    void eachPartIsNamedWithItsVersion() throws IOException {
        Map<String, String> named = new TreeMap<>();
        for (MatchResult row : rows()) {
            assertThat(named.put(row.group(1), row.group(2)))
                    .as(row.group(1) + " stands twice")
                    .isNull();
        }

        assertThat(named).isEqualTo(shipped());
    }

    @Test
    void eachArchiveOfOursHasLicenceAndNotice() throws IOException {
        Map<String, byte[]> ear = ear();
        Map<String, byte[]> ours = new TreeMap<>(ear);
        ours.keySet().removeIf(name -> !name.matches("(?:lib/)?countersign-[a-z-]+\\.[jw]ar"));

        assertThat(ours).hasSizeGreaterThan(3);
        assertThat(ear.keySet()).containsAll(LICENCE);
        assertThat(ours)
                .allSatisfy((name, archive) ->
                        assertThat(unpacked(archive).keySet()).as(name).containsAll(LICENCE));
    }

    @Test
    void scriptsOfOthersHaveTheirLicenceBesideThem() throws IOException {
        Set<String> pages = unpacked(ear().get("countersign-web.war")).keySet();

        assertThat(pages)
                .contains("docs/swagger-ui/swagger-ui-bundle.js", "docs/swagger-ui/LICENSE.txt")
                .contains("authenticator/qr.js", "authenticator/qr.js.LICENSE.txt");
    }

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(Modules.ROOT.resolve("THIRD-PARTY.md"));
        return ROW.matcher(page).results().toList();
    }

    private static Map<String, String> shipped() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        String pom = Files.readString(Modules.ROOT.resolve("pom.xml"));
        SET_BY_PROPERTY.forEach((name, property) -> parts.put(name, property(pom, property)));
        Map<String, byte[]> ear = ear();
        addJars(parts, ear, "lib/");
        addJars(parts, unpacked(ear.get("countersign-web.war")), "WEB-INF/lib/");
        try (Stream<Path> drivers = Files.list(SERVER)) {
            drivers.map(file -> JAR.matcher(file.getFileName().toString()))
                    .filter(file -> file.matches() && file.group(2) != null)
                    .forEach(file -> parts.put(file.group(1), file.group(2)));
        }
        return parts;
    }

    private static void addJars(Map<String, String> parts, Map<String, byte[]> archive, String folder)
            throws IOException {
        for (Map.Entry<String, byte[]> file : archive.entrySet()) {
            Matcher jar = JAR.matcher(file.getKey());
            if (file.getKey().startsWith(folder)
                    && jar.matches()
                    && !jar.group(1).startsWith("countersign-")) {
                String version = jar.group(2) != null
                        ? jar.group(2)
                        : version(jar.group(1), file.getValue()).orElse(parts.get(jar.group(1)));
                assertThat(version).as("version of " + file.getKey()).isNotNull();
                parts.put(jar.group(1), version);
            }
        }
    }

    /** As Maven's properties in the archive say, or its manifest. An archive may have parts of others in it, with properties of theirs. */
    private static Optional<String> version(String name, byte[] jar) throws IOException {
        Map<String, byte[]> files = unpacked(jar);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith("/pom.properties")) {
                Properties maven = new Properties();
                maven.load(new StringReader(new String(file.getValue(), StandardCharsets.UTF_8)));
                if (name.endsWith(maven.getProperty("artifactId"))) {
                    return Optional.of(maven.getProperty("version"));
                }
            }
        }
        if (!files.containsKey(MANIFEST)) {
            return Optional.empty();
        }
        Attributes manifest = new Manifest(new ByteArrayInputStream(files.get(MANIFEST))).getMainAttributes();
        return Stream.of("Implementation-Version", "Bundle-Version")
                .map(manifest::getValue)
                .filter(value -> value != null)
                .findFirst();
    }

    private static String property(String pom, String name) {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(property.find()).as(name).isTrue();
        return property.group(1);
    }

    private static Map<String, byte[]> ear() throws IOException {
        return unpacked(Files.readAllBytes(Modules.ROOT.resolve("ear/target/countersign.ear")));
    }

    private static Map<String, byte[]> unpacked(byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream octets = new ByteArrayInputStream(archive);
                ZipInputStream zip = new ZipInputStream(octets)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }
}
