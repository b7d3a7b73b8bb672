package dev.countersign.lockout;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recognises devices on which a user has logged in. The cookie holds an entry a user, the newest first, each of the form
 * {@code device.seconds.keyId.mac}; the MAC covers user, device and time, so that an entry of one user is nothing to another. It
 * opens nothing: its thief gets a lane of his own, as short as every other.
 */
@ApplicationScoped
public class DeviceCookies {

    /** How long a device is recognised after the last login on it. */
    public static final Duration LIFE = Duration.ofDays(180);

    private static final String BETWEEN_ENTRIES = "~";
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_USERS = 5;
    private static final int FIELDS = 3;
    private static final int DEVICE_OCTETS = 16;

    private Secrets secrets;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceCookies() {}

    @Inject
    DeviceCookies(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The device of this user that the cookie names; empty if it names none that is recognised. */
    public String deviceOf(DeviceOwner owner, String cookie) {
        return entries(cookie)
                .flatMap(entry -> device(owner, entry).stream())
                .findFirst()
                .orElse("");
    }

    /** The cookie after a login of this user: his device first, a new one if none was recognised, the others behind. */
    public String renew(DeviceOwner owner, String cookie) {
        return renew(owner, deviceOf(owner, cookie), cookie);
    }

    /**
     * The same for a device that was recognised a moment ago, also if the owner has had all devices forgotten since.
     *
     * @param known the device; a new one is made if empty
     */
    public String renew(DeviceOwner owner, String known, String cookie) {
        String device = known.isEmpty() ? newDevice() : known;
        DeviceOwner whenever = new DeviceOwner(owner.userId(), Instant.EPOCH);
        Stream<String> others =
                entries(cookie).filter(entry -> device(whenever, entry).isEmpty());
        return Stream.concat(Stream.of(entry(owner, device)), others)
                .limit(MAX_USERS)
                .collect(Collectors.joining(BETWEEN_ENTRIES));
    }

    private static Stream<String> entries(String cookie) {
        return cookie.isEmpty() || cookie.length() > MAX_LENGTH
                ? Stream.empty()
                : Arrays.stream(cookie.split(BETWEEN_ENTRIES)).limit(MAX_USERS);
    }

    private Optional<String> device(DeviceOwner owner, String entry) {
        String[] fields = entry.split("\\.", FIELDS);
        if (fields.length < FIELDS
                || !fields[0].matches("[0-9a-f]{32}")
                || !fields[1].matches("[0-9]{1,12}")
                || isOver(Long.parseLong(fields[1]))
                || Long.parseLong(fields[1]) < owner.since().getEpochSecond()) {
            return Optional.empty();
        }
        try {
            String signed = fields[0] + "." + fields[1];
            boolean ours =
                    secrets.matchesBrought(Purpose.DEVICE_COOKIE, Long.toString(owner.userId()), signed, fields[2]);
            return ours ? Optional.of(fields[0]) : Optional.empty();
        } catch (UnreadableSecretException e) {
            return Optional.empty();
        }
    }

    private boolean isOver(long seconds) {
        return !clock.instant().isBefore(Instant.ofEpochSecond(seconds).plus(LIFE));
    }

    private String entry(DeviceOwner owner, String device) {
        long seconds = Math.max(clock.instant().getEpochSecond(), owner.since().getEpochSecond());
        String signed = device + "." + seconds;
        return signed + "." + secrets.hash(Purpose.DEVICE_COOKIE, Long.toString(owner.userId()), signed);
    }

    private String newDevice() {
        return HexFormat.of().formatHex(secrets.randomOctets(DEVICE_OCTETS));
    }
}
