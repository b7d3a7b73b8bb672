package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blanks and hyphens are removed from a code; nothing else is forgiven. */
@ExtendWith(ProductExtension.class)
class CodeFormIT {

    private final Product product;

    CodeFormIT(Product product) {
        this.product = product;
    }

    static List<Named<UnaryOperator<String>>> forgiven() {
        return List.of(
                Named.of("blank in the middle", code -> code.substring(0, 3) + " " + code.substring(3)),
                Named.of("hyphen in the middle", code -> code.substring(0, 3) + "-" + code.substring(3)),
                Named.of("blanks and hyphens everywhere", code -> " -" + String.join(" - ", code.split("")) + "- "));
    }

    static List<Named<UnaryOperator<String>>> refused() {
        return List.of(
                Named.of("full-width digits", CodeFormIT::fullWidth),
                Named.of("Arabic-Indic digits", CodeFormIT::arabicIndic),
                Named.of("no-break space", code -> code.substring(0, 3) + "\u00a0" + code.substring(3)),
                Named.of("en dash", code -> code.substring(0, 3) + "\u2013" + code.substring(3)),
                Named.of("first digit cut", code -> code.substring(1)),
                Named.of("zero before", code -> "0" + code),
                Named.of("plus sign", code -> "+" + code),
                Named.of("decimal point", code -> code + ".0"),
                Named.of("blanks only", code -> "      "),
                Named.of("nothing", code -> ""),
                Named.of("ten thousand digits", code -> "1".repeat(10_000)));
    }

    @ParameterizedTest
    @MethodSource("forgiven")
    void isTaken(UnaryOperator<String> form) {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);

        Answer answer = attempt.answer(form.apply(product.inbox().code(user)));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isAWrongCode(UnaryOperator<String> form) {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        Answer answer = attempt.answer(form.apply(code));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("reason")).isEqualTo("SMS_WRONG");
        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\t", "\0", "\u007f", "\u0085"})
    void controlCharactersAreNoTextAtAllAndCostNoTry(String behind) {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);

        Answer answer = attempt.answer(product.inbox().code(user) + behind);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(attempt.state().json().at("/started/triesLeft").asInt()).isEqualTo(5);
    }

    private static String fullWidth(String code) {
        return code.chars()
                .map(digit -> digit - '0' + 0xFF10)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String arabicIndic(String code) {
        return code.chars()
                .map(digit -> digit - '0' + 0x0660)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
