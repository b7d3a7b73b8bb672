package dev.countersign.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsResult;
import jakarta.annotation.Resource;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that nobody can take go aside, show in health, and an operator sends them back or throws them away. */
@ExtendWith(ArquillianExtension.class)
class DeadLettersIT {

    /** The server that the test runs in. */
    private static final URI SERVER =
            URI.create("http://127.0.0.1:" + (8080 + Integer.getInteger("jboss.socket.binding.port-offset", 0)));

    private static final long PATIENCE_MILLIS = 30_000;
    private static final int UNDER_WAY = 700;

    /** Of one order; less than what the broker would put into a file of its own. */
    private static final int OCTETS = 40_000;

    private static final String SECRET_BODY = "eyJhbGciOiJkaXIifQ..a.b.c";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token = UUID.randomUUID().toString();

    @Resource(lookup = "java:/jdbc/countersign")
    private DataSource database;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory broker;

    @Deployment
    static EnterpriseArchive product() {
        return ProductInServer.with(DeadLettersIT.class);
    }

    @BeforeEach
    void createOperator() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into operator (name, token_hash, created_at) values (?, ?, current_timestamp)")) {
            statement.setString(1, "operator-" + token);
            statement.setString(2, HexFormat.of().formatHex(hash));
            statement.executeUpdate();
        }
        drain(SmsQueues.DEAD);
    }

    @AfterEach
    void empty() {
        drain(SmsQueues.DEAD);
        drain(SmsQueues.ORDERS);
    }

    @Test
    void whatTheCoreCannotReadGoesAsideAndComesBackOnReplay() throws Exception {
        bury(SmsResult.TYPE, SmsQueues.RESULTS, UUID.randomUUID(), "{\"no\": \"result\"}");
        JsonObject dead = awaitLetters(1).getJsonObject(0);
        assertEquals("1 wait in countersign.dead for an operator", detailInHealth());

        assertEquals(200, post(dead.getString("id"), "replay").statusCode());

        // The core cannot read it and gives it up after its tries, under another id.
        JsonObject again = awaitLetters(1).getJsonObject(0);
        assertFalse(again.getString("id").equals(dead.getString("id")));
        assertEquals(SmsResult.TYPE, again.getString("type"));
        assertEquals(SmsQueues.RESULTS, again.getString("queue"));
        assertEquals(SmsQueues.TRIES + 1, again.getInt("deliveries"));
        assertEquals(404, post(dead.getString("id"), "replay").statusCode());
        assertEquals(200, post(again.getString("id"), "discard").statusCode());
        assertEquals(404, post(again.getString("id"), "discard").statusCode());
        assertEquals(0, letters().size());
        assertEquals("", detailInHealth());
        assertEquals(
                List.of("DEAD_LETTER_DISCARDED OK", "DEAD_LETTER_REPLAYED OK"), audited("operator:operator-" + token));
    }

    @Test
    void anOrderGoesBackEncryptedWhileItsCodeLives() throws Exception {
        UUID key = writeOrder(Instant.now().plusSeconds(300));
        bury(key);
        JsonObject dead = awaitLetters(1).getJsonObject(0);

        assertEquals(key.toString(), dead.getString("messageKey"));
        assertFalse(dead.toString().contains(SECRET_BODY));
        assertEquals(200, post(dead.getString("id"), "replay").statusCode());

        try (JMSContext jms = broker.createContext();
                JMSConsumer orders = jms.createConsumer(
                        jms.createQueue(SmsQueues.ORDERS), SmsQueues.MESSAGE_KEY + " = '" + key + "'")) {
            Message order = orders.receive(PATIENCE_MILLIS);
            assertEquals(SECRET_BODY, order.getBody(String.class));
            assertEquals(SmsOrder.TYPE, order.getJMSType());
            assertEquals(key.toString(), order.getStringProperty(SmsQueues.MESSAGE_KEY));
            assertFalse(order.propertyExists(SmsQueues.ORIGIN));
            assertTrue(order.getJMSExpiration() > 0);
        }
    }

    @Test
    void anOrderWhoseCodeIsDeadIsNotSentBack() throws Exception {
        bury(writeOrder(Instant.now().minusSeconds(1)));
        JsonObject dead = awaitLetters(1).getJsonObject(0);

        HttpResponse<String> refused = post(dead.getString("id"), "replay");

        assertEquals(409, refused.statusCode());
        assertEquals("DEAD_LETTER_REFUSED", object(refused.body()).getString("code"));
        assertTrue(object(refused.body()).getString("detail").contains("discard"));
        assertEquals(1, letters().size());
        assertEquals(List.of("DEAD_LETTER_REPLAYED CODE_DEAD"), audited("operator:operator-" + token));
        assertEquals(
                List.of(object(refused.body()).getString("reference")),
                audited("operator:operator-" + token, "reference"));
    }

    /** As many octets as the most orders that a gateway has under way. What a broker has paged no selector finds, and the gateway would tell its end and never take it out. */
    @Test
    void aGatewayFindsItsNewestOrderHoweverManyAreUnderWay() throws Exception {
        String inflight = SmsQueues.INFLIGHT_PREFIX + UUID.randomUUID();
        String newest = SmsQueues.MESSAGE_KEY + " = '" + UNDER_WAY + "'";
        try (JMSContext jms = broker.createContext()) {
            JMSProducer producer = jms.createProducer();
            for (int order = 1; order <= UNDER_WAY; order++) {
                producer.setProperty(SmsQueues.MESSAGE_KEY, Integer.toString(order))
                        .send(jms.createQueue(inflight), "x".repeat(OCTETS / 2));
            }

            try (JMSConsumer consumer = jms.createConsumer(jms.createQueue(inflight), newest)) {
                assertNotNull(consumer.receive(PATIENCE_MILLIS));
            }
            try (QueueBrowser browser = jms.createBrowser(jms.createQueue(inflight), newest)) {
                assertFalse(browser.getEnumeration().hasMoreElements());
            }
        } finally {
            drain(inflight);
        }
    }

    @Test
    void nobodyButAnOperatorSeesOrMovesThem() throws Exception {
        HttpRequest list = HttpRequest.newBuilder(SERVER.resolve("/api/v1/admin/dead-letters"))
                .build();

        assertEquals(401, http.send(list, HttpResponse.BodyHandlers.ofString()).statusCode());
        assertEquals(404, post("nothing", "replay").statusCode());
    }

    private UUID writeOrder(Instant end) throws Exception {
        String code = UUID.randomUUID().toString();
        UUID key = UUID.randomUUID();
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into one_time_code (id, purpose, subject, code_hash, created_at, expires_at)"
                            + " values (?, 'LOGIN', 'nobody', 'k:h', current_timestamp, ?)")) {
                statement.setString(1, code);
                statement.setTimestamp(2, Timestamp.from(end));
                statement.executeUpdate();
            }
            // SUBMITTED, so that neither relay nor sweep touches it.
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into sms_outbox (message_key, code_id,"
                            + " e164, state, command_status, created_at, expires_at, changed_at)"
                            + " values (?, ?, '+491510009999', 'SUBMITTED', 0, current_timestamp, ?, current_timestamp)")) {
                statement.setString(1, key.toString());
                statement.setString(2, code);
                statement.setTimestamp(3, Timestamp.from(end));
                statement.executeUpdate();
            }
        }
        return key;
    }

    /** As a gateway does with an order that it cannot open. */
    private void bury(UUID key) {
        bury(SmsOrder.TYPE, SmsQueues.ORDERS, key, SECRET_BODY);
    }

    /** As who reads a queue does with what he cannot read. */
    private void bury(String type, String origin, UUID key, String body) {
        try (JMSContext jms = broker.createContext()) {
            jms.createProducer()
                    .setJMSType(type)
                    .setProperty(SmsQueues.MESSAGE_KEY, key.toString())
                    .setProperty(SmsQueues.ORIGIN, origin)
                    .setProperty(SmsQueues.DELIVERIES, 3)
                    .send(jms.createQueue(SmsQueues.DEAD), body);
        }
    }

    private void drain(String queue) {
        try (JMSContext jms = broker.createContext();
                JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
            Message message = consumer.receiveNoWait();
            while (message != null) {
                message = consumer.receiveNoWait();
            }
        }
    }

    private JsonArray awaitLetters(int count) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        JsonArray letters = letters();
        while (letters.size() != count) {
            assertTrue(System.nanoTime() < end, "letters: " + letters);
            letters = letters();
        }
        return letters;
    }

    private JsonArray letters() throws Exception {
        HttpResponse<String> answer =
                http.send(request("/api/v1/admin/dead-letters").build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readArray();
        }
    }

    private HttpResponse<String> post(String id, String verb) throws Exception {
        return http.send(
                request("/api/v1/admin/dead-letters/" + id + "/" + verb)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String detailInHealth() throws Exception {
        HttpResponse<String> answer = http.send(request("/health/ready").build(), HttpResponse.BodyHandlers.ofString());
        return object(answer.body()).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("dead-letters"))
                .map(check -> check.getJsonObject("data").getString("detail", ""))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(SERVER.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private List<String> audited(String actor) throws Exception {
        return audited(actor, "type || ' ' || reason");
    }

    /** A column of the entries of what somebody did. */
    private List<String> audited(String actor, String column) throws Exception {
        List<String> facts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select " + column + " from audit_entry where actor = ? order by type")) {
            statement.setString(1, actor);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(rows.getString(1));
                }
            }
        }
        return facts;
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
