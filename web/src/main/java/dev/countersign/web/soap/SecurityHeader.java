package dev.countersign.web.soap;

import dev.countersign.backoffice.CallerRefusal;
import dev.countersign.backoffice.MessageTimestamp;
import dev.countersign.backoffice.Nonce;
import dev.countersign.backoffice.UsernameToken;
import dev.countersign.backoffice.WsuTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/**
 * The one wsse:Security header of a message, read strictly (SOAP Message Security 1.1.1 sections 5 and 10, UsernameToken Profile 1.1.1
 * section 3.1): one Timestamp, one UsernameToken of type PasswordDigest, each part once, and nothing else. What would be
 * passed over, a signature for instance, is refused: its sender would believe that it protects him.
 */
record SecurityHeader(UsernameToken token, MessageTimestamp timestamp) {

    private static final String BASE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    static final String WSSE = BASE + "wssecurity-secext-1.0.xsd";
    static final QName NAME = new QName(WSSE, "Security");

    private static final String WSU = BASE + "wssecurity-utility-1.0.xsd";
    private static final String DIGEST = BASE + "username-token-profile-1.0#PasswordDigest";
    private static final String BASE64 = BASE + "soap-message-security-1.0#Base64Binary";
    private static final QName TOKEN = new QName(WSSE, "UsernameToken");
    private static final QName TIMESTAMP = new QName(WSU, "Timestamp");
    private static final QName USER_NAME = new QName(WSSE, "Username");
    private static final QName PASSWORD = new QName(WSSE, "Password");
    private static final QName NONCE = new QName(WSSE, "Nonce");
    private static final QName CREATED = new QName(WSU, "Created");
    private static final QName EXPIRES = new QName(WSU, "Expires");

    /** Reads the headers of that name; throws a SOAP fault with a code of the standard. */
    static SecurityHeader read(List<Element> headers) {
        if (headers.size() != 1) {
            throw WsseFault.of(CallerRefusal.HEADER_INVALID);
        }
        Parts parts = Parts.of(headers.get(0), CallerRefusal.HEADER_INVALID);
        UsernameToken token = token(parts.only(TOKEN));
        MessageTimestamp timestamp = timestamp(parts.only(TIMESTAMP));
        parts.requireNoOther(CallerRefusal.TOKEN_UNSUPPORTED, TOKEN, TIMESTAMP);
        return new SecurityHeader(token, timestamp);
    }

    private static UsernameToken token(Element element) {
        Parts parts = Parts.of(element, CallerRefusal.TOKEN_INVALID);
        Element password = parts.only(PASSWORD);
        if (!DIGEST.equals(password.getAttribute("Type"))) {
            throw WsseFault.of(CallerRefusal.TOKEN_UNSUPPORTED);
        }
        Element nonce = parts.only(NONCE);
        String encoding = nonce.getAttribute("EncodingType");
        if (!encoding.isEmpty() && !encoding.equals(BASE64)) {
            throw WsseFault.of(CallerRefusal.TOKEN_INVALID);
        }
        parts.requireNoOther(CallerRefusal.TOKEN_UNSUPPORTED, USER_NAME, PASSWORD, NONCE, CREATED);
        return new UsernameToken(
                parts.text(USER_NAME),
                parts.text(PASSWORD),
                parts.value(NONCE, Nonce::parse),
                parts.value(CREATED, WsuTime::parse));
    }

    private static MessageTimestamp timestamp(Element element) {
        Parts parts = Parts.of(element, CallerRefusal.HEADER_INVALID);
        parts.requireNoOther(CallerRefusal.HEADER_INVALID, CREATED, EXPIRES);
        Function<String, WsuTime> time = WsuTime::parse;
        return new MessageTimestamp(
                parts.value(CREATED, time),
                parts.has(EXPIRES) ? Optional.of(parts.value(EXPIRES, time)) : Optional.empty());
    }
}
