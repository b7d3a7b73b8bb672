package dev.countersign.login;

import java.util.Optional;

/**
 * What a client brings to a step of its attempt.
 *
 * @param secret as the client sent it; empty if it sent none
 * @param request by what the step is known if it is asked for once more; empty for a client that never does
 */
public record AttemptKey(String id, String secret, Optional<RequestKey> request) {

    /** Of a client that asks for no step twice. */
    public AttemptKey(String id, String secret) {
        this(id, secret, Optional.empty());
    }

    @Override
    public String toString() {
        return "AttemptKey[" + id + "]";
    }
}
