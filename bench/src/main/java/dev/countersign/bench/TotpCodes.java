package dev.countersign.bench;

import dev.countersign.device.HashFunction;
import dev.countersign.device.Hotp;
import dev.countersign.device.TimeStep;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Codes of time (RFC 6238), as apps of other makers show them: nothing is sent, and a step of time opens one login. */
final class TotpCodes implements CodeSource {

    private static final TimeStep STEP = new TimeStep(Duration.ofSeconds(30));
    private static final int DIGITS = 6;
    private static final int OCTETS = 20;
    private static final int MANY = 32;

    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    @Override
    public Duration rest() {
        return STEP.length().plusSeconds(1);
    }

    @Override
    public List<Member> members(Rig rig, int size) throws Exception {
        List<Member> members = Crowd.membersWithoutNumbers(rig, size);
        CallTable.call(rig, MANY, new ConcurrentLinkedQueue<>(members), this::setUp);
        return members;
    }

    /** Logs in a user who has no factor yet, and sets an app up. */
    private void setUp(Caller caller, Member member) throws IOException {
        Wire.Reply begun = caller.begin(member);
        String token = caller.token(begun.text("id"), begun.text("secret")).text("accessToken");
        Wire.Reply made = caller.makeTotp(token);
        keys.put(member.userName(), key(made.text("secret")));
        caller.activateTotp(token, made.text("id"), code(member));
    }

    @Override
    public Caller.Open begin(Caller caller, Member member) throws IOException {
        Wire.Reply begun = caller.begin(member);
        return new Caller.Open(begun.text("id"), begun.text("secret"), code(member));
    }

    private String code(Member member) {
        byte[] key = keys.getOrDefault(member.userName(), new byte[0]);
        return Hotp.password(HashFunction.SHA1, key, STEP.stepsAt(Instant.now()), DIGITS);
    }

    /** Of base 32 (RFC 4648 section 6), whose digits are others than those of Java for the same base. */
    private static byte[] key(String base32) {
        StringBuilder digits = new StringBuilder();
        for (char letter : base32.toLowerCase(Locale.ROOT).toCharArray()) {
            digits.append(Character.forDigit(letter < 'a' ? letter - '2' + 26 : letter - 'a', Character.MAX_RADIX));
        }
        byte[] number = new BigInteger(digits.toString(), 32).toByteArray();
        byte[] octets = new byte[OCTETS];
        int length = Math.min(OCTETS, number.length);
        System.arraycopy(number, number.length - length, octets, OCTETS - length, length);
        return octets;
    }
}
