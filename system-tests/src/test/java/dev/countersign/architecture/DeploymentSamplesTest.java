package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What lies in docker/ fits the image, docs/configuration.md and docs/operations.md. Nothing of it is started here: no engine is at hand where the
 * project is built.
 */
class DeploymentSamplesTest {

    private static final Path DOCKER = Modules.ROOT.resolve("docker");
    private static final Pattern VARIABLE = Pattern.compile("\\bCOUNTERSIGN(?:_[A-Z0-9]+)+\\b");
    private static final Pattern COMPOSE_VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)([^}]*)}");

    /** Else one that is spelled wrong is set, and says nothing. */
    @Test
    void eachVariableIsRead() throws IOException {
        Set<String> known = variables(docs("configuration.md"));
        known.addAll(variables(Files.readString(Modules.ROOT.resolve("ear/src/main/wildfly/bin/countersign-server"))));
        matches("`(countersign\\.[a-z0-9.-]+)`", docs("configuration.md"))
                .map(key -> key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                .forEach(known::add);

        for (Path file : samples()) {
            assertThat(variables(Files.readString(file))).as(file.toString()).isSubsetOf(known);
        }
    }

    @Test
    void noPasswordHasADefault() throws IOException {
        String compose = Files.readString(DOCKER.resolve("compose.yaml"));
        List<MatchResult> variables =
                COMPOSE_VARIABLE.matcher(compose).results().toList();

        assertThat(variables)
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(variable.group(2)).as(variable.group(1)).matches(":\\?.{10,}|:-[^:]+"));
        assertThat(variables.stream().map(MatchResult::group)).noneMatch(text -> text.contains("PASSWORD"));
        assertThat(matches("(PASSWORD[A-Z_]*: *\\S.*)", compose))
                .isNotEmpty()
                .allMatch(line -> line.contains("/run/secrets/"));
        assertThat(Files.readString(DOCKER.resolve("kubernetes/settings.yaml"))).doesNotContain("PASSWORD");
    }

    @Test
    void theImageIsTheOneThatIsBuilt() throws IOException {
        String name = only("docker build -f docker/Dockerfile -t (\\S+)", dockerfile());

        assertThat(compose().at("/services/node1/image").asText()).isEqualTo("${IMAGE:-" + name + "}");
        assertThat(container().path("image").asText()).isEqualTo(name);
    }

    @Test
    void serversOfComposeRunWhatTheImageRuns() throws IOException {
        List<String> entry = matches(
                        "\"([^\"]+)\"", dockerfile().substring(dockerfile().indexOf("ENTRYPOINT")))
                .toList();

        for (JsonNode server : servers()) {
            assertThat(texts(server.path("command"))).isEqualTo(entry);
            assertThat(texts(server.at("/healthcheck/test")))
                    .containsExactly("CMD", only("HEALTHCHECK .*CMD \\[\"([^\"]+)\"]", dockerfile()));
        }
    }

    /** A root that cannot be written leaves the volumes, the base and /tmp, and keys are read. */
    @Test
    void whatIsWrittenIsMounted() throws IOException {
        Set<String> written = new TreeSet<>(Set.of("/tmp", only("COUNTERSIGN_BASE=(\\S+)", dockerfile())));
        matches("\"([^\"]+)\"", only("VOLUME \\[(.+)]", dockerfile())).forEach(written::add);
        String keys = only("COUNTERSIGN_KEYS_DIRECTORY=(\\S+)", dockerfile());

        for (JsonNode server : servers()) {
            List<String> volumes = texts(server.path("volumes"));
            assertThat(server.path("read_only").asBoolean()).isTrue();
            assertThat(Stream.concat(
                            volumes.stream()
                                    .filter(volume -> !volume.endsWith(":ro"))
                                    .map(volume -> volume.split(":", -1)[1]),
                            texts(server.path("tmpfs")).stream().map(mount -> mount.split(":", -1)[0])))
                    .containsExactlyInAnyOrderElementsOf(written);
            assertThat(volumes)
                    .filteredOn(volume -> volume.endsWith(":ro"))
                    .singleElement()
                    .asString()
                    .endsWith(":" + keys + ":ro");
        }
        assertThat(container().at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(mounts(false)).containsExactlyInAnyOrderElementsOf(written);
        assertThat(mounts(true)).containsExactly(keys);
    }

    @Test
    void theUserIsThatOfTheImage() throws IOException {
        int user = Integer.parseInt(only("(?m)^USER (\\d+):", dockerfile()));
        JsonNode pod = statefulSet().at("/spec/template/spec/securityContext");

        assertThat(List.of("runAsUser", "runAsGroup", "fsGroup"))
                .allSatisfy(name -> assertThat(pod.path(name).asInt()).as(name).isEqualTo(user));
        assertThat(servers())
                .allSatisfy(server -> assertThat(texts(server.path("tmpfs")))
                        .anyMatch(mount -> mount.contains(":uid=" + user + ",gid=" + user + ",")));
    }

    @Test
    void portsAreTheOneOfTheImage() throws IOException {
        String port = only("(?m)^EXPOSE (\\d+)$", dockerfile());
        Set<String> named = new TreeSet<>();
        for (String proxied : List.of("nginx/nginx.conf", "prometheus/prometheus.yml")) {
            matches("\\bnode[0-9]:(\\d+)", Files.readString(DOCKER.resolve(proxied)))
                    .forEach(named::add);
        }
        matches("(?m)^ +#? *port: (\\d+)$", Files.readString(DOCKER.resolve("prometheus/prometheus.yml")))
                .forEach(named::add);

        assertThat(named).containsExactly(port);
        assertThat(container().at("/ports/0/containerPort").asText()).isEqualTo(port);
        assertThat(container().at("/ports/0/name").asText()).isEqualTo("http");
        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe"))
                .allSatisfy(probe -> assertThat(
                                container().path(probe).at("/httpGet/port").asText())
                        .isEqualTo("http"));
        assertThat(kubernetes("servers.yaml").stream()
                        .filter(one -> one.path("kind").asText().equals("Service"))
                        .map(one -> one.at("/spec/ports/0/targetPort").asText()))
                .hasSize(2)
                .containsOnly("http");
    }

    @Test
    void probesAndStopsAreThoseOfTheOperatorsGuide() throws IOException {
        String guide = docs("operations.md");
        JsonNode pod = statefulSet().at("/spec/template/spec");

        assertThat(container().at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container().at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container().at("/readinessProbe/httpGet/path").asText())
                .isEqualTo(only("\\| `(/health/ready\\?[^`]+)` .*load balancer, readiness probe", guide));
        assertThat(container().at("/startupProbe/periodSeconds").asText() + " "
                        + container().at("/startupProbe/failureThreshold").asText())
                .isEqualTo(
                        only("\\(every (\\d+ seconds, \\d+) failures\\)", guide).replace(" seconds,", ""));
        assertThat(String.join(" ", texts(container().at("/lifecycle/preStop/exec/command"))))
                .isEqualTo(only("a `preStop` of `([^`]+)`", guide));
        String grace = only("`terminationGracePeriodSeconds` (\\d+)", guide);
        assertThat(pod.path("terminationGracePeriodSeconds").asText()).isEqualTo(grace);
        assertThat(servers())
                .allSatisfy(server ->
                        assertThat(server.path("stop_grace_period").asText()).isEqualTo(grace + "s"));
        assertThat(Files.readString(DOCKER.resolve("systemd/countersign.service")))
                .contains("\nTimeoutStopSec=" + grace + "\n");
    }

    /** A service of the name of a setting would otherwise set it. */
    @Test
    void namesOfServicesSetNothing() throws IOException {
        assertThat(statefulSet().at("/spec/template/spec/enableServiceLinks").asBoolean(true))
                .isFalse();
    }

    @Test
    void eachServerHasItsOwnName() throws IOException {
        assertThat(container().path("env"))
                .filteredOn(one -> one.path("name").asText().equals("COUNTERSIGN_NODE"))
                .singleElement()
                .satisfies(one -> assertThat(
                                one.at("/valueFrom/fieldRef/fieldPath").asText())
                        .isEqualTo("metadata.name"));
        assertThat(List.of("node1", "node2"))
                .allSatisfy(name -> assertThat(compose()
                                .at("/services/" + name + "/environment/COUNTERSIGN_NODE")
                                .asText())
                        .isEqualTo(name));
    }

    @Test
    void proxyAndScrapeCallTheServersOfCompose() throws IOException {
        String proxy = Files.readString(DOCKER.resolve("nginx/nginx.conf"));
        JsonNode scrape = yaml("prometheus/prometheus.yml").get(0).at("/scrape_configs/0");
        String trusted = compose()
                .at("/services/node1/environment/COUNTERSIGN_HTTP_TRUSTED_PROXIES")
                .asText();

        assertThat(matches("\\bserver (node[0-9]):", proxy)).containsExactly("node1", "node2");
        assertThat(texts(scrape.at("/static_configs/0/targets")).stream().map(target -> target.split(":", -1)[0]))
                .containsExactly("node1", "node2");
        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/metrics");
        assertThat(Files.readString(DOCKER.resolve("prometheus/alarms.yml")))
                .contains("up{job=\"" + scrape.path("job_name").asText() + "\"}");
        assertThat(texts(yaml("prometheus/prometheus.yml").get(0).path("rule_files")))
                .containsExactly("alarms.yml");
        assertThat(compose().at("/services/proxy/networks/front/ipv4_address").asText())
                .isEqualTo(trusted);
        JsonNode services = compose().path("services");
        assertThat(texts(services.at("/proxy/extra_hosts")))
                .as("also while one of them is stopped")
                .isEqualTo(Stream.of("node1", "node2")
                        .map(node -> node + ":"
                                + services.at("/" + node + "/networks/front/ipv4_address")
                                        .asText())
                        .toList());
    }

    /** The conditions of "Start and stop". */
    @Test
    void theProxyDoesWhatTheOperatorsGuideAsks() throws IOException {
        String proxy = Files.readString(DOCKER.resolve("nginx/nginx.conf"));
        List<String> streams = matches("`(/api/v1/[a-z/*-]+/events)`", docs("operations.md"))
                .map(path -> path.replace("*", "0b7a"))
                .toList();

        assertThat(streams).hasSize(2);
        assertThat(proxy)
                .contains("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;")
                .contains("proxy_request_buffering on;")
                .contains("limit_conn address ")
                .contains("send_timeout ")
                .contains("listen 8443 ssl");
        Pattern unbuffered =
                Pattern.compile(only("location ~ (\\S+) \\{\\s+proxy_pass [^}]+?proxy_buffering off;", proxy));
        assertThat(streams).allMatch(path -> unbuffered.matcher(path).find());
        Pattern closed = Pattern.compile(only("location ~\\* \"(\\S+)\" \\{\\s+return 404;", proxy));
        assertThat(Stream.of("/metrics", "/health/live", "/health/ready", "/metrics/"))
                .allMatch(path -> closed.matcher(path).find());
        assertThat(Stream.of("/help/", "/api/v1/logins", "/"))
                .noneMatch(path -> closed.matcher(path).find());
    }

    @Test
    void theBrokerIsOfTheVersionThatItsSettingsAreFor() throws IOException {
        String version = only("an Artemis (\\d+\\.\\d+) that", Files.readString(DOCKER.resolve("artemis/broker.xml")));

        assertThat(compose().at("/services/broker/image").asText()).contains(":" + version + ".");
        assertThat(kubernetes("broker.yaml")
                        .get(0)
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo(compose().at("/services/broker/image").asText());
    }

    /** Whoever tried the server in its folder has users and keys of theirs there. */
    @Test
    void whatATriedServerHasLeftStaysOutOfTheImage() throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile.dockerignore"));
        String server = "ear/target/server";

        assertThat(List.of("data", "log", "tmp", "deployments", "configuration/standalone_xml_history"))
                .allSatisfy(left -> assertThat(lines.indexOf(server + "/standalone/" + left))
                        .as(left)
                        .isGreaterThan(lines.indexOf("!" + server)));
        assertThat(lines).contains("!" + server);
    }

    /** The user of the server copies it into the base, from files that are root's. */
    @Test
    void whoeverTheServerRunsAsMayReadItsConfiguration() throws IOException {
        try (Stream<Path> files = Files.walk(Modules.ROOT.resolve("ear/target/server/standalone/configuration"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .as(file.toString())
                            .contains(PosixFilePermission.OTHERS_READ));
        }
    }

    private static JsonNode compose() throws IOException {
        return yaml("compose.yaml").get(0);
    }

    private static List<JsonNode> servers() throws IOException {
        return List.of(compose().at("/services/node1"), compose().at("/services/node2"));
    }

    private static JsonNode statefulSet() throws IOException {
        return kubernetes("servers.yaml").get(0);
    }

    private static JsonNode container() throws IOException {
        return statefulSet().at("/spec/template/spec/containers/0");
    }

    private static List<String> mounts(boolean readOnly) throws IOException {
        return StreamSupport.stream(container().path("volumeMounts").spliterator(), false)
                .filter(mount -> mount.path("readOnly").asBoolean() == readOnly)
                .map(mount -> mount.path("mountPath").asText())
                .toList();
    }

    private static List<JsonNode> kubernetes(String file) throws IOException {
        return yaml("kubernetes/" + file);
    }

    private static List<JsonNode> yaml(String file) throws IOException {
        return YamlFile.read(DOCKER.resolve(file));
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(DOCKER)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).hasSizeGreaterThan(10);
            return found;
        }
    }

    private static Set<String> variables(String text) {
        return matches("(" + VARIABLE.pattern() + ")", text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    private static String only(String pattern, String text) {
        List<String> found = matches(pattern, text).toList();
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0);
    }

    private static String dockerfile() throws IOException {
        return Files.readString(DOCKER.resolve("Dockerfile"));
    }

    private static String docs(String page) throws IOException {
        return Files.readString(Modules.ROOT.resolve("docs").resolve(page));
    }
}
