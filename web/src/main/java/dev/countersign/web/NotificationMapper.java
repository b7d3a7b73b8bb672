package dev.countersign.web;

import dev.countersign.push.NotificationHealth;
import dev.countersign.push.NotificationHealth.Tested;
import dev.countersign.push.TestOutcome;
import dev.countersign.push.TestOutcome.Obstacle;
import dev.countersign.text.ReaderLanguage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;

/** Between the JSON of the health of notifications and the values of the core. */
final class NotificationMapper {

    private NotificationMapper() {}

    static ReaderLanguage language(JsonFields body) {
        return LanguageResource.language(body.only("language").getString("language"));
    }

    static JsonObject json(NotificationHealth health) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("reach", health.reach().name());
        health.test().ifPresent(test -> json.add("test", json(test)));
        return json.build();
    }

    static Response answer(TestOutcome outcome) {
        return outcome.obstacle()
                .map(obstacle -> problem(obstacle, outcome.retryAfter()).response())
                .orElseGet(() -> Response.status(Status.ACCEPTED)
                        .entity(json(outcome).toString())
                        .build());
    }

    private static JsonObject json(TestOutcome outcome) {
        return Json.createObjectBuilder()
                .add("id", outcome.test().orElseThrow().toString())
                .build();
    }

    private static Problem problem(Obstacle obstacle, Optional<Duration> retryAfter) {
        Problem problem = Problem.of(
                switch (obstacle) {
                    case UNREACHABLE -> ProblemCode.PUSH_NOT_SENT;
                    case TOO_MANY -> ProblemCode.PUSH_LIMIT;
                });
        return retryAfter.map(problem::withRetryAfter).orElse(problem);
    }

    private static JsonObjectBuilder json(Tested test) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", test.id().toString())
                .add("askedAt", test.askedAt().toString());
        test.sentAt().ifPresent(at -> json.add("sentAt", at.toString()));
        test.failedAt().ifPresent(at -> json.add("failedAt", at.toString()));
        test.receivedAt().ifPresent(at -> json.add("receivedAt", at.toString()));
        test.openedAt().ifPresent(at -> json.add("openedAt", at.toString()));
        return json;
    }
}
