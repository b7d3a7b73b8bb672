package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/** Wrong codes of somebody who knows the password of a new user, in one login after the other. */
final class CodeGuesses implements Guesser.Target {

    private final Product product;
    private final TestUser user;
    private Optional<Portal.Attempt> attempt = Optional.empty();
    private int told;

    CodeGuesses(Product product) {
        this.product = product;
        this.user = product.operator().newUser();
    }

    @Override
    public int told() {
        return told;
    }

    @Override
    public boolean guess() {
        if (attempt.isEmpty()) {
            Answer begun = product.portal().begin(user.userName(), user.password());
            if (begun.text("code").equals("LOGIN_LOCKED")) {
                return false;
            }
            assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
            attempt = Optional.of(Portal.Attempt.of(begun, product.http()));
        }
        return isLetInto(attempt.get());
    }

    private boolean isLetInto(Portal.Attempt open) {
        Answer answer = open.answer("no code");
        switch (answer.status()) {
            case 422 -> told++;
            case 409 -> attempt = Optional.empty();
            default -> assertThat(answer.text("code")).as(answer.toString()).isEqualTo("LOGIN_LOCKED");
        }
        return answer.status() != 403;
    }
}
