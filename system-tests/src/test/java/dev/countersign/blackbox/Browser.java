package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser on a page of ours: it keeps cookies as the server sets them, and names the page's address with whatever is no GET. */
final class Browser {

    static final String ATTEMPT = "__Host-countersign-attempt";
    static final String RESET = "__Host-countersign-reset";
    static final String SESSION = "__Host-countersign-session";
    static final String DEVICE = "__Host-countersign-device";

    private static final String JSON = "application/json";

    private final Http http;
    private final Map<String, String> cookies = new TreeMap<>();

    Browser(Http http) {
        this.http = http;
    }

    /** The address of our pages. */
    static String origin(Http http) {
        return http.base().getScheme() + "://" + http.base().getAuthority();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** What a request carries whoever made the page: the cookies, and nothing that our pages add. */
    Http withCookies() {
        return cookies.isEmpty()
                ? http
                : http.with(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    Answer get(String path) {
        return keep(withCookies().get(path));
    }

    Answer post(String path) {
        return keep(ours().post(path));
    }

    Answer post(String path, Object json) {
        return keep(ours().post(path, json));
    }

    Answer put(String path, Object json) {
        return keep(ours().send("PUT", path, JSON, json.toString()));
    }

    Answer delete(String path) {
        return keep(ours().send(ours().request(path).method("DELETE", HttpRequest.BodyPublishers.noBody())));
    }

    Answer begin(TestUser user) {
        return begin(user.userName(), user.password());
    }

    Answer begin(String userName, String password) {
        return post("/api/v1/logins", login(userName, password));
    }

    static ObjectNode login(String userName, String password) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", userName).put("password", password).put("cookies", true);
        json.putObject("client").put("kind", "PORTAL").put("version", "1.0");
        return json;
    }

    static ObjectNode code(String code) {
        return JsonNodeFactory.instance.objectNode().put("code", code);
    }

    /** Begins and answers, so that the session is the next step; returns the address of the attempt. */
    String answered(TestUser user, Inbox inbox) {
        int before = inbox.codes(user).size();
        Answer begun = begin(user);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        String attempt = "/api/v1/logins/" + begun.text("id");
        Answer answered = post(attempt + "/answer", code(inbox.code(user, before + 1)));
        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        return attempt;
    }

    /** Logs the user in; the answer is that of the session. */
    Answer logIn(TestUser user, Inbox inbox) {
        Answer session = post(answered(user, inbox) + "/session");
        assertThat(session.status()).as(session.toString()).isEqualTo(200);
        return session;
    }

    private Http ours() {
        return withCookies().with("Origin", origin(http));
    }

    private Answer keep(Answer answer) {
        for (String header : setCookies(answer)) {
            String pair = header.split(";", 2)[0];
            String name = pair.split("=", 2)[0];
            if (header.contains("; Max-Age=0;")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(name.length() + 1));
            }
        }
        return answer;
    }

    static List<String> setCookies(Answer answer) {
        return answer.headers().allValues("Set-Cookie");
    }
}
