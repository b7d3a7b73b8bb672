package dev.countersign.web.soap;

import dev.countersign.audit.Reference;
import dev.countersign.backoffice.CallerRefusal;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;

/**
 * Faults about the security header, with the codes of SOAP Message Security 1.1.1 section 12. They have no detail: that would
 * be about the body (SOAP 1.1 section 4.4).
 */
final class WsseFault {

    private static final System.Logger LOG = System.getLogger(WsseFault.class.getName());

    private WsseFault() {}

    /** The fault; writes reason and reference to the log. */
    static SoapFault of(CallerRefusal refusal) {
        Reference reference = Reference.next();
        LOG.log(System.Logger.Level.INFO, "A SOAP caller was refused, reason={0} ref={1}", refusal, reference);
        return new SoapFault(
                words(refusal) + " (reference " + reference + ")", new QName(SecurityHeader.WSSE, code(refusal)));
    }

    private static String code(CallerRefusal refusal) {
        return switch (refusal) {
            case HEADER_INVALID, FROM_THE_FUTURE -> "InvalidSecurity";
            case TOKEN_UNSUPPORTED -> "UnsupportedSecurityToken";
            case TOKEN_INVALID, REPLAYED -> "InvalidSecurityToken";
            case EXPIRED -> "MessageExpired";
            case NOT_AUTHENTICATED -> "FailedAuthentication";
        };
    }

    private static String words(CallerRefusal refusal) {
        return switch (refusal) {
            case HEADER_INVALID ->
                "One wsse:Security header with one wsu:Timestamp and one wsse:UsernameToken is needed";
            case TOKEN_UNSUPPORTED -> "Only a UsernameToken of type PasswordDigest is taken, and nothing beside it";
            case TOKEN_INVALID ->
                "The UsernameToken needs Username, Password, a Nonce of 16 to 64 octets in base64, and Created in UTC";
            case EXPIRED -> "The message is older than five minutes, or has expired by its Timestamp";
            case FROM_THE_FUTURE -> "Created lies in the future: compare the clock";
            case NOT_AUTHENTICATED -> "The security token could not be authenticated";
            case REPLAYED -> "The Nonce was used before: make a new one for each message";
        };
    }
}
