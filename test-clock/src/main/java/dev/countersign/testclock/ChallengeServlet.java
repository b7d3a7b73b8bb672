package dev.countersign.testclock;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * {@code PUT /test/attempts/{id}/challenge} with {@code {"challenge": "000000"}} has an attempt ask this and no other question of
 * its user's authenticator or card; 204, 404 if the attempt asks nothing, 400 as a problem document (RFC 9457). So a test can have a published
 * vector answered.
 */
public class ChallengeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern PATH = Pattern.compile("/([0-9a-f-]{36})/challenge");

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElse(""));
        if (!path.matches()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<String> challenge = challenge(request.getInputStream());
        if (challenge.isEmpty()) {
            ClockServlet.write(response, 400, "application/problem+json", malformed());
            return;
        }
        response.setStatus(ask(path.group(1), challenge.get()) ? 204 : HttpServletResponse.SC_NOT_FOUND);
    }

    /** The digits of the body; empty where it is anything else. */
    static Optional<String> challenge(InputStream body) {
        try (JsonReader reader = Json.createReaderFactory(Map.of()).createReader(body, StandardCharsets.UTF_8)) {
            JsonObject json = reader.readObject();
            return Optional.of(json.getString("challenge", "")).filter(digits -> digits.matches("[0-9]{4,64}"));
        } catch (JsonException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static boolean ask(String attempt, String challenge) throws IOException {
        try (Connection connection = database().getConnection()) {
            return ask(
                            connection,
                            "update challenge set question = ? where subject = ? and ended_at is null",
                            attempt,
                            challenge)
                    || ask(
                            connection,
                            "update card_question set question = ? where subject = ? and ended_at is null",
                            attempt,
                            challenge);
        } catch (SQLException | NamingException e) {
            throw new IOException("the challenge was not set", e);
        }
    }

    private static boolean ask(Connection connection, String update, String attempt, String challenge)
            throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(update)) {
            change.setString(1, challenge);
            change.setString(2, attempt);
            return change.executeUpdate() == 1;
        }
    }

    @SuppressWarnings("BanJNDI") // a name of the container's own, which nobody chooses
    private static DataSource database() throws NamingException {
        return InitialContext.doLookup("java:comp/DefaultDataSource");
    }

    private static JsonObject malformed() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", "Bad Request")
                .add("status", 400)
                .add("code", "MALFORMED")
                .add("detail", "The body must be {\"challenge\": \"digits\"}.")
                .build();
    }
}
