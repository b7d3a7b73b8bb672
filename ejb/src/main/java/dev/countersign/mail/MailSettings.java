package dev.countersign.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where mail goes, and how long it waits. */
@ApplicationScoped
public class MailSettings {

    @Inject
    @ConfigProperty(name = "countersign.mail.host")
    private Optional<String> host;

    @Inject
    @ConfigProperty(name = "countersign.mail.port", defaultValue = "587")
    private int port;

    @Inject
    @ConfigProperty(name = "countersign.mail.tls", defaultValue = "STARTTLS")
    private String tls;

    @Inject
    @ConfigProperty(name = "countersign.mail.ca-file")
    private Optional<String> caFile;

    @Inject
    @ConfigProperty(name = "countersign.mail.user")
    private Optional<String> user;

    @Inject
    @ConfigProperty(name = "countersign.mail.password")
    private Optional<String> password;

    @Inject
    @ConfigProperty(name = "countersign.mail.password-file")
    private Optional<String> passwordFile;

    @Inject
    @ConfigProperty(name = "countersign.mail.from")
    private Optional<String> from;

    @Inject
    @ConfigProperty(name = "countersign.mail.from-name", defaultValue = "Countersign")
    private String fromName;

    @Inject
    @ConfigProperty(name = "countersign.mail.timeout", defaultValue = "PT15S")
    private Duration timeout;

    @Inject
    @ConfigProperty(name = "countersign.mail.relay-lease", defaultValue = "PT5M")
    private Duration relayLease;

    @Inject
    @ConfigProperty(name = "countersign.mail.life", defaultValue = "PT24H")
    private Duration life;

    /** How the connection is protected. */
    enum Tls {
        /** From the first octet, as on port 465 (RFC 8314). */
        TLS,
        /** By STARTTLS (RFC 3207), and no mail without it. */
        STARTTLS,
        /** Not at all: for a server on this very machine. */
        NONE
    }

    /**
     * Why no mail could be sent, each in a sentence for the operator; none where no host is set. It is asked at the start: whoever is told of a wrong
     * answer must not be what keeps it from being counted.
     *
     * @param settings by their keys
     */
    public static List<String> faults(Function<String, Optional<String>> settings) {
        Runnable tls = () -> settings.apply("countersign.mail.tls").ifPresent(MailSettings::tls);
        Runnable from = () -> new Sender(
                address(settings.apply("countersign.mail.from")),
                settings.apply("countersign.mail.from-name").orElse(""));
        return settings.apply("countersign.mail.host").stream()
                .flatMap(host -> Stream.of(tls, from))
                .flatMap(check -> fault(check).stream())
                .toList();
    }

    private static Optional<String> fault(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    boolean isOn() {
        return host.isPresent();
    }

    String host() {
        return host.orElseThrow();
    }

    int port() {
        return port;
    }

    Tls tls() {
        return tls(tls);
    }

    private static Tls tls(String tls) {
        try {
            return Tls.valueOf(tls);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("countersign.mail.tls is STARTTLS, TLS or NONE", e);
        }
    }

    /** PEM file of the authorities that are trusted instead of those of the Java platform. */
    Optional<Path> caFile() {
        return caFile.map(Path::of);
    }

    /** Name for SMTP AUTH (RFC 4954); empty for a server that asks for none. */
    Optional<String> user() {
        return user;
    }

    /** Read anew for each connection, so that a changed file needs no restart. */
    String password() {
        return passwordFile.map(MailSettings::line).or(() -> password).orElse("");
    }

    /** Who the mail is from. */
    Sender sender() {
        return new Sender(address(from), fromName);
    }

    private static EmailAddress address(Optional<String> from) {
        String written = from.orElseThrow(
                () -> new IllegalArgumentException("countersign.mail.from is needed with a mail host"));
        try {
            return EmailAddress.of(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("countersign.mail.from is an address such as office@example.com", e);
        }
    }

    /** Longest wait for the connection, and for each answer. */
    Duration timeout() {
        return timeout;
    }

    /** How long a relay may take to hand a claimed mail over before another one tries. */
    Duration relayLease() {
        return relayLease;
    }

    /** After which a mail that nobody took is given up. */
    Duration life() {
        return life;
    }

    private static String line(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("countersign.mail.password-file cannot be read", e);
        }
    }
}
