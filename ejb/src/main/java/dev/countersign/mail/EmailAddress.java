package dev.countersign.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address as it goes on the wire: a dot-atom of ASCII, an at sign and a host name of two labels or more (RFC 5321 section
 * 4.1.2, RFC 1123). Quoted local parts, address literals and SMTPUTF8 are not taken: nobody's mailbox needs them, and mistakes do.
 */
public record EmailAddress(String value) {

    /** RFC 5321 section 4.5.3.1.3: a path has 256 octets, its angle brackets among them. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile("(" + ATOM + "(?:\\." + ATOM + ")*)@(?:" + LABEL + "\\.)+(?![0-9]+$)" + LABEL);

    public EmailAddress {
        if (value.length() > LONGEST
                || value.indexOf('@') > LONGEST_LOCAL_PART
                || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("email is an address such as anna@example.com");
        }
    }

    /** An address as people write it: the host name in either case and in any script (RFC 3490). */
    public static EmailAddress of(String written) {
        int at = written.lastIndexOf('@');
        if (at < 1 || written.length() > LONGEST) {
            throw new IllegalArgumentException("email is an address such as anna@example.com");
        }
        return new EmailAddress(written.substring(0, at + 1) + host(written.substring(at + 1)));
    }

    private static String host(String written) {
        try {
            return IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the part of email behind the at sign is no host name", e);
        }
    }

    /** The host name. */
    String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    /** It is somebody's, and no log's. */
    @Override
    public String toString() {
        return "EmailAddress[hidden]";
    }
}
