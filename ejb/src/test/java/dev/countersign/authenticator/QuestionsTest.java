package dev.countersign.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.device.Challenge;
import dev.countersign.device.OcraSuite;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn for login screens. */
class QuestionsTest {

    private static final OcraSuite SIX = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06");

    /** Each of them is one that a phone takes. */
    @Test
    void tenThousandChallengesLieInTheRange() {
        SecureRandom random = new SecureRandom();

        List<String> drawn =
                Stream.generate(() -> Questions.draw(SIX, random)).limit(10_000).toList();

        assertThat(drawn).allMatch(question -> Challenge.parse(question).isPresent());
        assertThat(drawn.stream().map(question -> question.charAt(0)).distinct())
                .hasSize(9);
    }

    /** Both ends can come, and what lies above is drawn anew: else some would be likelier than others. */
    @Test
    void theEndsOfTheRangeAreDrawn() {
        assertThat(Questions.draw(SIX, new Said(0))).isEqualTo("100000");
        assertThat(Questions.draw(SIX, new Said(899_999))).isEqualTo("999999");
        assertThat(Questions.draw(SIX, new Said(900_000, 0xfffff, 1))).isEqualTo("100001");
    }

    @Test
    void asManyDigitsAsTheSuiteTakes() {
        SecureRandom random = new SecureRandom();

        assertThat(Questions.draw(OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN04"), random))
                .matches("[1-9][0-9]{3}");
        assertThat(Questions.draw(OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN20"), random))
                .matches("[1-9][0-9]{19}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Questions.draw(OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QH06"), random));
    }

    /** Chance that is known: numbers of three octets. */
    private static final class Said extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final transient Iterator<Integer> numbers;

        Said(Integer... numbers) {
            this.numbers = Arrays.asList(numbers).iterator();
        }

        @Override
        public void nextBytes(byte[] octets) {
            int number = numbers.next();
            for (int place = octets.length - 1; place >= 0; place--) {
                octets[place] = (byte) number;
                number >>= 8;
            }
        }
    }
}
