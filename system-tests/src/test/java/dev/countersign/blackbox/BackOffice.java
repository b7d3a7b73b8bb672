package dev.countersign.blackbox;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.Supplier;

/** A program that logs users in over SOAP. Messages are written by hand, so that a test can write wrong ones. */
record BackOffice(Http http, String name, String secret, Supplier<Instant> clock) {

    static final String PATH = "/soap/login/v1";
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String LOGIN = "urn:countersign:login:v1";
    static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Calls an operation with the content of its element. */
    SoapAnswer call(String operation, String content) {
        return send(envelope(header(), body(operation, content)));
    }

    SoapAnswer send(String envelope) {
        return send(http.request(PATH)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(envelope)));
    }

    static SoapAnswer send(HttpRequest.Builder request) {
        HttpResponse<String> response = Http.exchange(request.build(), HttpResponse.BodyHandlers.ofString());
        return new SoapAnswer(response.statusCode(), response.headers(), response.body());
    }

    BackOffice with(String otherName, String otherSecret) {
        return new BackOffice(http, otherName, otherSecret, clock);
    }

    BackOffice at(Supplier<Instant> otherClock) {
        return new BackOffice(http, name, secret, otherClock);
    }

    /** The same program, calling another server. */
    BackOffice at(Http server) {
        return new BackOffice(server, name, secret, clock);
    }

    static String body(String operation, String content) {
        return "<" + operation + " xmlns='" + LOGIN + "'>" + content + "</" + operation + ">";
    }

    static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s='" + SOAP + "'><s:Header>" + header + "</s:Header><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    /** A header with a new nonce, made now. */
    String header() {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        String created = clock.get().truncatedTo(ChronoUnit.MILLIS).toString();
        return header(created, timestamp(created), nonce);
    }

    String header(String created, String timestamp, byte[] nonce) {
        return "<o:Security xmlns:o='" + WSSE + "' xmlns:u='" + OASIS
                + "wssecurity-utility-1.0.xsd' s:mustUnderstand='1'>"
                + timestamp + "<o:UsernameToken><o:Username>" + escape(name) + "</o:Username><o:Password Type='" + OASIS
                + "username-token-profile-1.0#PasswordDigest'>" + digest(nonce, created)
                + "</o:Password><o:Nonce EncodingType='"
                + OASIS + "soap-message-security-1.0#Base64Binary'>"
                + Base64.getEncoder().encodeToString(nonce)
                + "</o:Nonce><u:Created>" + created + "</u:Created></o:UsernameToken></o:Security>";
    }

    static String timestamp(String created) {
        return "<u:Timestamp><u:Created>" + created + "</u:Created></u:Timestamp>";
    }

    static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;");
    }

    URI address() {
        return http.base().resolve(PATH);
    }

    private String digest(byte[] nonce, String created) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
