package dev.countersign.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** The login over REST. */
record RestFace(Portal portal) implements Face {

    private static final String NAME = "__Host-countersign-device";

    @Override
    public Face marked(String requestId) {
        return new RestFace(new Portal(portal.http().with("Idempotency-Key", requestId)));
    }

    @Override
    public Step begin(String userName, String password, String deviceCookie) {
        Portal device = deviceCookie.isEmpty() ? portal : portal.with(NAME + "=" + deviceCookie);
        return new RestStep(device.begin(userName, password, "WORKSTATION"));
    }

    @Override
    public String deviceCookie(Step token) {
        String header = ((RestStep) token).answer().header("Set-Cookie");
        return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
    }

    @Override
    public Step state(Ticket ticket) {
        return new RestStep(as(ticket).get(path(ticket, "")));
    }

    @Override
    public Step sms(Ticket ticket) {
        return new RestStep(as(ticket).post(path(ticket, "/sms")));
    }

    @Override
    public Step answer(Ticket ticket, String code) {
        return new RestStep(as(ticket)
                .post(
                        path(ticket, "/answer"),
                        JsonNodeFactory.instance.objectNode().put("code", code)));
    }

    @Override
    public Step token(Ticket ticket) {
        return new RestStep(as(ticket).post(path(ticket, "/token")));
    }

    private Http as(Ticket ticket) {
        return portal.http().as(ticket.secret());
    }

    private static String path(Ticket ticket, String rest) {
        return "/api/v1/logins/" + ticket.id() + rest;
    }

    private record RestStep(Answer answer) implements Step {

        @Override
        public String refusal() {
            return answer.status() < 300 ? "" : answer.text("code");
        }

        @Override
        public String text(String name) {
            JsonNode found = answer.json().findValue(name);
            return found == null ? "" : found.asText();
        }

        @Override
        public String startedState() {
            return answer.json().at("/started/state").asText();
        }

        @Override
        public List<String> next() {
            return StreamSupport.stream(answer.json().path("next").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }

        @Override
        public String withoutReference() {
            return answer.status()
                    + new TreeSet<>(answer.headers().map().keySet()).toString()
                    + answer.body().replace(answer.text("reference"), "");
        }
    }
}
