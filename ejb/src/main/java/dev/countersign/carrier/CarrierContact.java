package dev.countersign.carrier;

/**
 * Whom people of a country call or text when their carrier filters text messages.
 *
 * @param country ISO 3166-1 alpha-2, as {@link dev.countersign.sms.NumberingPlan#requireCountry} has it where one is set
 * @param contact 1 to 200 characters that mean the same in every language: numbers, names, addresses of pages
 */
public record CarrierContact(String country, String contact) {

    private static final int MAX_CONTACT = 200;

    /** Throws {@link IllegalArgumentException} that says what is wrong. */
    public CarrierContact {
        if (contact.isBlank()
                || contact.length() > MAX_CONTACT
                || contact.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("contact is one line of 1 to " + MAX_CONTACT + " characters");
        }
    }
}
