package dev.countersign.blackbox;

import static dev.countersign.blackbox.BackOffice.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What means something to a database, a directory, a log or a terminal is a text like any other here. */
@ExtendWith(ProductExtension.class)
class HostileTextIT {

    private static final String FORGED = "INFO admin logged in";
    private static final ObjectMapper WHOLE_LINE =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Product product;
    private int address = 0xf0000;

    HostileTextIT(Product product) {
        this.product = product;
    }

    @Test
    void isTextWhereverItComesIn() throws IOException {
        try (ServerSocketChannel directory = ServerSocketChannel.open()) {
            directory.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            directory.configureBlocking(false);
            String named = "${jndi:ldap://127.0.0.1:" + directory.socket().getLocalPort() + "/x}";

            for (String text : List.of(
                    named,
                    "' OR 1=1--",
                    "'; drop table login_attempt; --",
                    "%0d%0a" + FORGED,
                    "\r\n" + FORGED,
                    "\u0085" + FORGED + "\u2028" + FORGED,
                    "*)(uid=*))(|(uid=*",
                    "\"}\n{\"message\":\"" + FORGED,
                    "\u001b[2K" + FORGED)) {
                bring(text, product.operator().newUser());
            }

            assertThat(directory.accept()).as("a connection from the server").isNull();
        }
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        assertThat(Files.readAllLines(product.logs().resolve("server.log")))
                .allSatisfy(
                        line -> assertThatCode(() -> WHOLE_LINE.readTree(line).required("message"))
                                .doesNotThrowAnyException())
                .noneSatisfy(line -> assertThat(
                                WHOLE_LINE.readTree(line).path("message").asText())
                        .startsWith(FORGED));
    }

    /** Each from an address of its own, so that none is refused for those before. */
    private void bring(String text, TestUser user) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        Http operator = product.operator().http();

        assertThat(begin(login(text, text)).status()).as(text).isIn(400, 401);
        assertThat(begin(login(user.userName(), text)).status()).as(text).isIn(400, 401);
        ObjectNode withClient = login(user.userName(), text);
        withClient.putObject("client").put("kind", "WORKSTATION").put("version", text);
        assertThat(begin(withClient).status()).as(text).isIn(400, 401);
        assertThat(product.backOffice()
                        .call("BeginLogin", element("userName", text) + element("password", text))
                        .code())
                .as(text)
                .isIn("MALFORMED", "LOGIN_BAD_CREDENTIALS");
        assertThat(product.http()
                        .as(printable(text))
                        .get("/api/v1/logins/" + encoded)
                        .status())
                .as(text)
                .isIn(400, 404);
        assertThat(product.http()
                        .with("User-Agent", printable(text))
                        .get("/api/v1/me")
                        .status())
                .as(text)
                .isIn(400, 401, 404);
        assertThat(operator.get("/api/v1/admin/users/" + encoded).status())
                .as(text)
                .isIn(400, 404);
        Answer found = operator.get("/api/v1/admin/audit?subject=" + encoded);
        assertThat(found.status()).as(text).isIn(200, 400);
        if (found.status() == 200) {
            assertThat(found.json().path("entries")).isEmpty();
        }
        assertThat(operator.post(
                                "/api/v1/admin/users/" + user.userName() + "/password-reset",
                                Operator.call().put("case", text))
                        .status())
                .as(text)
                .isIn(201, 400, 409, 422, 429);
    }

    private Answer begin(ObjectNode login) {
        return product.http().from(address++).post("/api/v1/logins", login);
    }

    private static ObjectNode login(String userName, String password) {
        return JsonNodeFactory.instance.objectNode().put("userName", userName).put("password", password);
    }

    /** A client lets no line end into a header. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "_");
    }
}
