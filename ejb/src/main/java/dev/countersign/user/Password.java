package dev.countersign.user;

/**
 * A password as its user chose it: 6 to 40 characters, at least one letter and one digit. {@code toString} hides it.
 */
public record Password(String value) {

    private static final int MIN = 6;
    private static final int MAX = 40;

    public Password {
        int length = value.codePointCount(0, value.length());
        boolean letter = value.codePoints().anyMatch(Character::isLetter);
        boolean digit = value.codePoints().anyMatch(Character::isDigit);
        if (length < MIN || length > MAX || !letter || !digit) {
            throw new IllegalArgumentException(
                    "password has 6 to 40 characters with at least one letter and one digit");
        }
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
