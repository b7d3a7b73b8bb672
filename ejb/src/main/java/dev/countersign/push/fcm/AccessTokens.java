package dev.countersign.push.fcm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.push.BoundedHttp;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The access token of the service account, kept until shortly before its end: one request by one thread for all that wait for it. That
 * none was to be had is kept for some seconds too, or each notification would wait for a token service that hangs, one behind the other.
 */
final class AccessTokens {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(10);
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ServiceAccount account;
    private final BoundedHttp http;
    private final Clock clock;

    private @Nullable CompletableFuture<Outcome> last;

    /**
     * What came of a request for a token.
     *
     * @param fault why there is none
     * @param until nobody asks again before
     */
    private record Outcome(String token, @Nullable Exception fault, Instant until) {

        static Outcome of(Exception fault, Instant until) {
            return new Outcome("", fault, until);
        }
    }

    AccessTokens(ServiceAccount account, BoundedHttp http, Clock clock) {
        this.account = account;
        this.http = http;
        this.clock = clock;
    }

    /** A token to use now. Throws {@link IOException} where none is to be had in time, {@link RefusedAccountException} for good. */
    String token() throws IOException, RefusedAccountException {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> shared = lastOr(mine);
        if (shared == mine) {
            try {
                mine.complete(ask());
            } finally {
                // Whatever happened: others wait for it.
                mine.complete(Outcome.of(new IOException("the request for a token broke off"), clock.instant()));
            }
        }
        Outcome outcome = shared.join();
        Exception fault = outcome.fault();
        if (fault instanceof RefusedAccountException refused) {
            throw new RefusedAccountException(String.valueOf(refused.getMessage()));
        }
        if (fault instanceof IOException) {
            throw new IOException("no token", fault);
        }
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        return outcome.token();
    }

    /** Throws the token away if it is still the one that is kept: the service did not take it. */
    synchronized void discard(String token) {
        if (last != null && last.isDone() && last.join().token().equals(token)) {
            last = null;
        }
    }

    /** The request that is under way, or whose answer holds; the new one if there is none. */
    private synchronized CompletableFuture<Outcome> lastOr(CompletableFuture<Outcome> begun) {
        CompletableFuture<Outcome> known = last;
        if (known == null
                || (known.isDone() && !clock.instant().isBefore(known.join().until()))) {
            known = begun;
            last = begun;
        }
        return known;
    }

    /** Bounded by the time-outs of HTTP. */
    private Outcome ask() {
        try {
            return fetch();
        } catch (IOException e) {
            return Outcome.of(e, clock.instant().plus(PAUSE));
        } catch (RefusedAccountException | RuntimeException e) {
            return Outcome.of(e, clock.instant());
        }
    }

    private Outcome fetch() throws IOException, RefusedAccountException {
        Instant now = clock.instant();
        String form = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion(now);
        HttpRequest.Builder request = HttpRequest.newBuilder(account.tokenAddress())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        BoundedHttp.Answer answer = http.send(request.build());
        if (answer.status() >= 500 || answer.status() == 429) {
            throw new IOException("the token service answers " + answer.status());
        }
        return read(answer, now)
                .orElseThrow(() -> new RefusedAccountException("the token service answers " + answer.status()));
    }

    private static Optional<Outcome> read(BoundedHttp.Answer answer, Instant now) {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            JsonObject body = reader.readObject();
            Duration life = Duration.ofSeconds(body.getInt("expires_in"));
            return Optional.of(new Outcome(
                    body.getString("access_token"), null, now.plus(life).minus(RENEWED_BEFORE_END)));
        } catch (JsonException | ClassCastException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** RFC 7523 section 3, with the claims that Google asks for. */
    private String assertion(Instant now) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(account.keyId())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(account.clientEmail())
                        .claim("scope", SCOPE)
                        .audience(account.tokenAddress().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                        .build());
        try {
            jwt.sign(new RSASSASigner(account.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("the service account cannot sign", e);
        }
        return jwt.serialize();
    }
}
