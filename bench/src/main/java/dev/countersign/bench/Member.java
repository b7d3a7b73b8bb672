package dev.countersign.bench;

/**
 * A user who was made for the run.
 *
 * @param number verified; empty if he has none
 */
record Member(String userName, String password, String number) {

    String loginJson() {
        return loginJson(userName, password);
    }

    static String loginJson(String userName, String password) {
        return "{\"userName\":\"" + userName + "\",\"password\":\"" + password
                + "\",\"client\":{\"kind\":\"PORTAL\",\"version\":\"1.0\"},\"language\":\"en\"}";
    }

    Member withoutNumber() {
        return new Member(userName, password, "");
    }

    String provisionJson() {
        return "{\"userName\":\"" + userName + "\",\"password\":\"" + password
                + "\",\"language\":\"en\",\"jurisdiction\":\"DE\",\"numbers\":["
                + (number.isEmpty() ? "" : "{\"e164\":\"" + number + "\",\"verified\":true}") + "]}";
    }
}
