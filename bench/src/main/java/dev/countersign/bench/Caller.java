package dev.countersign.bench;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A program that logs users in over one connection. */
final class Caller implements AutoCloseable {

    private final Wire wire;

    Caller(URI product) {
        this.wire = new Wire(product);
    }

    /** An attempt whose code has come. */
    record Open(String id, String secret, String code) {}

    /** Password, and then the SMS. */
    Open begin(Member member, Phones phones) throws IOException, InterruptedException {
        CompletableFuture<String> code = phones.expect(member);
        Wire.Reply begun = begin(member);
        return new Open(begun.text("id"), begun.text("secret"), Phones.await(code));
    }

    /** Password; what the server then says, with {@code id} and {@code secret} of the attempt. */
    Wire.Reply begin(Member member) throws IOException {
        return wire.post("/api/v1/logins", "", member.loginJson()).require(201);
    }

    /** Asks for the code again. */
    void sms(String id, String secret) throws IOException {
        wire.post("/api/v1/logins/" + id + "/sms", secret, "").require(202);
    }

    void answer(Open attempt) throws IOException {
        answer(attempt.id(), attempt.secret(), attempt.code());
    }

    void answer(String id, String secret, String code) throws IOException {
        wire.post("/api/v1/logins/" + id + "/answer", secret, "{\"code\":\"" + code + "\"}")
                .require(200);
    }

    void token(Open attempt) throws IOException {
        token(attempt.id(), attempt.secret());
    }

    /** The answer has {@code accessToken}. */
    Wire.Reply token(String id, String secret) throws IOException {
        return wire.post("/api/v1/logins/" + id + "/token", secret, "").require(200);
    }

    /** What the QR code holds of an activation that the user begins in the portal. */
    String activationLink(String accessToken) throws IOException {
        return wire.post("/api/v1/me/activations", accessToken, "{}")
                .require(201)
                .text("link");
    }

    /** Begins to set up an app that shows codes of time; the answer has {@code id} and {@code secret}. */
    Wire.Reply makeTotp(String accessToken) throws IOException {
        return wire.post("/api/v1/me/totp", accessToken, "{\"label\":\"App\"}").require(201);
    }

    void activateTotp(String accessToken, String id, String code) throws IOException {
        wire.post("/api/v1/me/totp/" + id + "/activation", accessToken, "{\"code\":\"" + code + "\"}")
                .require(200);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
