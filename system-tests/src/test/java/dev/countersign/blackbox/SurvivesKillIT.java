package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was answered to a caller outlives kill -9 of the server. */
@Tag("full")
@ExtendWith(ProductExtension.class)
class SurvivesKillIT {

    private final Product product;

    SurvivesKillIT(Product product) {
        this.product = product;
    }

    @Test
    void anAnsweredLoginAnOrderedSmsAndCountedFailuresSurvive() {
        TestUser answered = product.operator().newUser();
        TestUser waiting = product.operator().newUser();
        Portal.Attempt before = product.portal().begin(answered);
        String code = product.inbox().code(answered);
        assertThat(before.answer(code).status()).isEqualTo(200);
        Portal.Attempt ordered = product.portal().begin(waiting);
        TestUser guessed = product.operator().newUser();
        for (int i = 0; i < 9; i++) {
            product.portal().begin(guessed.userName(), "Wrong word 1");
        }
        BackOffice office = product.backOffice();
        String message = BackOffice.envelope(
                office.header(), BackOffice.body("GetState", "<attempt><id>x</id><secret>x</secret></attempt>"));
        assertThat(office.send(message).code()).isEqualTo("NOT_FOUND");

        product.killAndRestartServer();

        assertThat(product.portal().begin(guessed.userName(), "Wrong word 1").status())
                .isEqualTo(401);
        assertThat(product.portal()
                        .begin(guessed.userName(), guessed.password())
                        .text("code"))
                .isEqualTo("LOGIN_LOCKED");
        assertThat(office.send(message).faultCode())
                .as("a nonce outlives a restart")
                .isEqualTo("InvalidSecurityToken");
        assertThat(before.answer(code).status()).isEqualTo(409);
        assertThat(before.token().status()).isEqualTo(200);
        assertThat(before.token().status()).isEqualTo(409);
        assertThat(ordered.answer(product.inbox().code(waiting)).status()).isEqualTo(200);
        // One repeat is allowed when the kill fell between submit_sm and its answer; it carries the same text.
        List<String> texts = product.inbox().texts(waiting.number());
        assertThat(texts).hasSizeBetween(1, 2);
        assertThat(texts.stream().distinct()).hasSize(1);
    }
}
