package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whoever is no trusted proxy has the address of his connection, whatever his headers say. Most tests call from the address of a proxy
 * that is trusted; here connections begin at addresses of this machine that nobody trusts.
 */
@ExtendWith(ProductExtension.class)
class StrangersAddressIT {

    private static final int FAILURES = 20;
    private static final byte[] STRANGER = {127, 0, 0, 2};
    private static final byte[] NEIGHBOUR = {127, 0, 0, 3};

    private final Product product;

    StrangersAddressIT(Product product) {
        this.product = product;
    }

    /** A status and what came with it. */
    private record Told(int status, String text) {}

    @Test
    void headersThatNameAnotherAddressEachTimeDoNotEscapeTheLimitOfAnAddress() throws IOException {
        TestUser user = product.operator().newUser();
        for (int i = 0; i < FAILURES; i++) {
            Told failed = logIn(STRANGER, Operator.invent(), claims("198.51.100." + i));
            assertThat(failed.status()).as(failed.toString()).isEqualTo(401);
        }

        for (String claimed : new String[] {"198.51.100.200", "127.0.0.1", "127.0.0.3, 127.0.0.1"}) {
            Told refused = logIn(STRANGER, user, claims(claimed));
            assertThat(refused.status()).as(claimed).isEqualTo(429);
            assertThat(refused.text()).contains("\"code\":\"ADDRESS_THROTTLED\"");
        }
        Told neighbour = logIn(NEIGHBOUR, user, claims("127.0.0.2"));
        assertThat(neighbour.status()).as(neighbour.toString()).isEqualTo(201);
    }

    /** All the ways in which proxies name the one before them. */
    private static String claims(String address) {
        return "X-Forwarded-For: " + address + "\r\nForwarded: for=" + address.replaceAll(",.*", "") + "\r\nX-Real-IP: "
                + address + "\r\n";
    }

    private Told logIn(byte[] from, TestUser user, String headers) throws IOException {
        URI base = product.http().base();
        byte[] body = Portal.json(user.userName(), user.password()).toString().getBytes(StandardCharsets.UTF_8);
        try (Socket socket =
                new Socket(InetAddress.getByName(base.getHost()), base.getPort(), InetAddress.getByAddress(from), 0)) {
            String head = "POST /api/v1/logins HTTP/1.1\r\nHost: " + base.getAuthority()
                    + "\r\nConnection: close\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                    + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Told(Integer.parseInt(answer.split(" ", 3)[1]), answer);
        }
    }
}
