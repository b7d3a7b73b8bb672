package dev.countersign.sms;

/** What a typed number was read as. */
public sealed interface NumberReading {

    /**
     * A mobile number.
     *
     * @param country ISO 3166-1 alpha-2 code of the country that the number belongs to
     * @param trunkPrefixRemoved whether it was typed with the country code and the trunk zero behind it, as in +49 (0)
     */
    record Mobile(E164Number number, String country, boolean trunkPrefixRemoved) implements NumberReading {}

    /** Nothing that an SMS can be sent to. */
    record Unusable(Reason reason) implements NumberReading {}

    /** Why a number cannot be used. */
    enum Reason {
        /** Letters, extensions, two numbers, or too few digits to be one. */
        NOT_A_NUMBER("number has digits, blanks, brackets and hyphens, with a plus sign first at most"),
        TOO_LONG("number is longer than any in its country"),
        /** Typed as inside a country, but which one was not said. */
        COUNTRY_MISSING("number needs its country, or a plus sign and the country code"),
        COUNTRY_UNKNOWN("country is an ISO 3166-1 code of two upper-case letters, for example DE"),
        COUNTRY_CODE_UNKNOWN("number begins with a country code that no country has"),
        /** No telephone there has this number; short codes and emergency numbers are among these. */
        NOT_ASSIGNED("no mobile phone has this number: compare it digit by digit"),
        /** A fixed line, premium rate, shared cost, toll free, pager, VoIP, satellite or personal number. */
        NOT_MOBILE("this is no number of a mobile phone");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /** A sentence for whoever typed the number; it never repeats it. */
        public String advice() {
            return advice;
        }
    }
}
