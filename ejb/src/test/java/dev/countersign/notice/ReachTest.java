package dev.countersign.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table: what was used, which channels the user has, by which he is told. P is the phone, M mail, S SMS, - nothing. */
class ReachTest {

    @ParameterizedTest
    @CsvSource({
        "EVERY, -, PMS, PMS",
        "EVERY, P, PMS, MS",
        "EVERY, M, PMS, PMS",
        "EVERY, S, PMS, PMS",
        "EVERY, P, PS, S",
        "EVERY, S, S, S",
        "EVERY, P, P, -",
        "EVERY, -, -, -",
        "OTHERS, -, PMS, PMS",
        "OTHERS, P, PMS, MS",
        "OTHERS, S, PMS, PM",
        "OTHERS, S, MS, M",
        "OTHERS, S, S, S",
        "OTHERS, P, P, P",
        "OTHERS, P, -, -",
        "OTHERS, S, P, P",
        "OTHERS, -, S, S",
        "OTHERS, -, -, -",
        "ONE_OTHER, S, PMS, P",
        "ONE_OTHER, P, PMS, M",
        "ONE_OTHER, P, PS, S",
        "ONE_OTHER, S, MS, M",
        "ONE_OTHER, S, S, -",
        "ONE_OTHER, P, P, -",
        "ONE_OTHER, -, MS, M",
        "ONE_OTHER, -, -, -"
    })
    void tellsBy(Reach reach, String used, String has, String told) {
        Set<Channel> channels = channels(has);

        Set<Channel> by = reach.tell(channels(used).stream().findFirst(), channels::contains);

        assertThat(by).isEqualTo(channels(told));
    }

    @ParameterizedTest
    @EnumSource
    void oneChannelTellsWhatIsSaidToBeToldByOne(Kind kind) {
        assertThat(kind.isToldByOneChannel()).isEqualTo(Reach.of(kind) == Reach.ONE_OTHER);
    }

    @Test
    void doesNotAskAChannelThatItSpares() {
        Set<Channel> asked = EnumSet.noneOf(Channel.class);

        Reach.ONE_OTHER.tell(Optional.of(Channel.PUSH), channel -> asked.add(channel));

        assertThat(asked).containsExactly(Channel.MAIL);
    }

    @Test
    void whateverChangesWhoMayLogInIsToldEverywhere() {
        Set<Kind> everywhere = Arrays.stream(Kind.values())
                .filter(kind -> Reach.of(kind) == Reach.EVERY)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(everywhere)
                .containsExactly(
                        Kind.ACTIVATED,
                        Kind.USER_ADDED,
                        Kind.MIGRATED,
                        Kind.RECOVERED,
                        Kind.NUMBER_VERIFIED,
                        Kind.NUMBER_CHANGED,
                        Kind.FACTOR_REMOVED,
                        Kind.FACTORS_CHANGED,
                        Kind.FACTOR_WAIVED,
                        Kind.CARD_ORDERED,
                        Kind.CARD_SENT,
                        Kind.CARD_PIN_CHANGED,
                        Kind.CARD_SHARE_REQUESTED,
                        Kind.CARD_SHARED,
                        Kind.CARD_SHARE_ENDED,
                        Kind.TEMPORARY_PASSCODE,
                        Kind.EMAIL_CHANGED,
                        Kind.RECOVERY_CODE_USED);
        assertThat(Reach.of(Kind.LOGIN)).isEqualTo(Reach.ONE_OTHER);
    }

    private static Set<Channel> channels(String letters) {
        return Arrays.stream(Channel.values())
                .filter(channel -> letters.indexOf(channel.name().charAt(0)) >= 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    }
}
