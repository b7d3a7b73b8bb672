package dev.countersign.bench;

/** A user who was made for the run. */
record Member(String userName, String password, String number) {

    String loginJson() {
        return loginJson(userName, password);
    }

    static String loginJson(String userName, String password) {
        return "{\"userName\":\"" + userName + "\",\"password\":\"" + password
                + "\",\"client\":{\"kind\":\"PORTAL\",\"version\":\"1.0\"},\"language\":\"en\"}";
    }

    String provisionJson() {
        return "{\"userName\":\"" + userName + "\",\"password\":\"" + password
                + "\",\"language\":\"en\",\"jurisdiction\":\"DE\",\"numbers\":[{\"e164\":\"" + number
                + "\",\"verified\":true}]}";
    }
}
