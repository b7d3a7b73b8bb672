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
        Wire.Reply begun = wire.post("/api/v1/logins", "", member.loginJson()).require(201);
        return new Open(begun.text("id"), begun.text("secret"), Phones.await(code));
    }

    void answer(Open attempt) throws IOException {
        wire.post(
                        "/api/v1/logins/" + attempt.id() + "/answer",
                        attempt.secret(),
                        "{\"code\":\"" + attempt.code() + "\"}")
                .require(200);
    }

    void token(Open attempt) throws IOException {
        wire.post("/api/v1/logins/" + attempt.id() + "/token", attempt.secret(), "")
                .require(200);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
