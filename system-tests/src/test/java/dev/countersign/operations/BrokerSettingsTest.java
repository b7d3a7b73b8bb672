package dev.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the queues to the broker in the server, and to one that several servers share. */
class BrokerSettingsTest {

    private static final Pattern LINE = Pattern.compile("(?m)^/.*/address-setting=jms\\.queue\\.(\\S+):add\\((.*)\\)$");
    private static final Pattern BLOCK =
            Pattern.compile("(?s)<address-setting match=\"(countersign\\.[^\"]+)\">(.*?)</address-setting>");
    private static final Pattern VALUE = Pattern.compile("<([a-z-]+)>([^<]+)<");
    private static final String ALL = "countersign.#";
    private static final String INFLIGHT = "countersign.sms.inflight.#";
    private static final List<String> COMPARED = List.of(
            "max-delivery-attempts", "redelivery-delay", "max-size-bytes", "page-size-bytes", "address-full-policy");

    private final Map<String, Map<String, String>> inside = readLines();
    private final Map<String, Map<String, String>> outside = readBlocks();

    @ParameterizedTest
    @ValueSource(strings = {ALL, INFLIGHT, "countersign.dead"})
    void bothAreToldTheSame(String queue) {
        Map<String, String> told = new HashMap<>(of(outside, ALL));
        told.putAll(of(outside, queue));
        Map<String, String> expected = new HashMap<>(of(inside, queue));
        expected.keySet().retainAll(COMPARED);

        assertThat(expected).isNotEmpty();
        assertThat(told).containsAllEntriesOf(expected);
    }

    /** A gateway takes its orders out by their keys, which does not find what is paged, and tries as often as it takes. */
    @Test
    void ordersUnderWayAreNeitherPagedNorPutAway() {
        assertThat(of(inside, INFLIGHT))
                .containsEntry("max-size-bytes", "-1")
                .containsEntry("max-delivery-attempts", "-1");
    }

    /** An order that was given back would be hidden for longer than a gateway looks for it. */
    @Test
    void ordersUnderWayThatAreGivenBackAreThereAtOnce() {
        Map<String, String> shared = new HashMap<>(of(outside, ALL));
        shared.putAll(of(outside, INFLIGHT));

        for (Map<String, String> told : List.of(of(inside, INFLIGHT), shared)) {
            assertThat(told.getOrDefault(
                            "redelivery-multiplier", told.getOrDefault("redelivery-delay-multiplier", "1.0")))
                    .isEqualTo("1.0");
            assertThat(Long.parseLong(told.getOrDefault("redelivery-delay", "0")))
                    .isLessThan(1000);
        }
    }

    private static Map<String, String> of(Map<String, Map<String, String>> settings, String queue) {
        return Objects.requireNonNull(settings.get(queue), queue);
    }

    private static Map<String, Map<String, String>> readLines() {
        Map<String, Map<String, String>> settings = new HashMap<>();
        for (MatchResult line : find(LINE, read("../ear/src/main/wildfly/configure.cli"))) {
            Map<String, String> values = new HashMap<>();
            for (String value : line.group(2).split(",", -1)) {
                String[] sides = value.split("=", 2);
                values.put(sides[0], sides[1]);
            }
            settings.put(line.group(1), values);
        }
        return settings;
    }

    private static Map<String, Map<String, String>> readBlocks() {
        Map<String, Map<String, String>> settings = new HashMap<>();
        for (MatchResult block : find(BLOCK, read("../docker/artemis/broker.xml"))) {
            Map<String, String> values = new HashMap<>();
            find(VALUE, block.group(2)).forEach(value -> values.put(value.group(1), value.group(2)));
            settings.put(block.group(1), values);
        }
        return settings;
    }

    private static List<MatchResult> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
