package dev.countersign.user;

/**
 * The id of a case at the help desk.
 *
 * @param id 1 to 40 letters, digits, dots, hyphens, underscores and slashes
 */
public record HelpDeskCase(String id) {

    public HelpDeskCase {
        if (!id.matches("[A-Za-z0-9._/-]{1,40}")) {
            throw new IllegalArgumentException(
                    "case has 1 to 40 letters, digits, dots, hyphens, underscores and slashes");
        }
    }
}
