package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Wrong passwords for a new user, each from another address. */
final class PasswordGuesses implements Guesser.Target {

    private final Product product;
    private final TestUser user;
    private int told;

    PasswordGuesses(Product product) {
        this.product = product;
        this.user = product.operator().newUser();
    }

    @Override
    public int told() {
        return told;
    }

    @Override
    public boolean guess() {
        Answer answer = product.portal().begin(user.userName(), "Wrong word 1");
        if (answer.status() == 401) {
            told++;
            return true;
        }
        assertThat(answer.text("code")).as(answer.toString()).isEqualTo("LOGIN_LOCKED");
        return false;
    }
}
