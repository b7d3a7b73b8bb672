package dev.countersign.smpp;

import dev.countersign.contracts.http.RetryAfter;
import dev.countersign.contracts.sms.v1.SmsOrder;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * A carrier that takes messages over HTTP, one request for each, whole. Its statuses are told in the words of SMPP where there
 * is one for them, else as they are. Redirects are not followed: the address is the one that the operator wrote.
 */
final class HttpCenter implements MessageCenter {

    private static final int MAX_ANSWER = 65_536;

    /** The client's own limits know whether a connection stood: they come first. */
    private static final Duration LEEWAY = Duration.ofMillis(200);

    private final HttpAccess access;
    private final Senders senders;
    private final ProviderAnswers answers;
    private final IntConsumer submittersBound;
    private final Clock clock;
    private final HttpClient client;
    private volatile LinkState state;

    /**
     * Not open yet.
     *
     * @param statuses where it names an HTTP status, that is what the status means
     * @param submittersBound hears 1 when it is
     */
    HttpCenter(HttpAccess access, Senders senders, StatusTable statuses, IntConsumer submittersBound, Clock clock) {
        this.access = access;
        this.senders = senders;
        this.answers = new ProviderAnswers(access.answer(), statuses);
        this.submittersBound = submittersBound;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(access.submitTimeout());
        access.tls().ifPresent(tls -> builder.sslContext(tls.context()));
        this.client = builder.build();
        this.state = at(LinkState.Phase.BINDING, "");
    }

    @Override
    public void open() {
        state = at(LinkState.Phase.BOUND, "");
        submittersBound.accept(1);
    }

    @Override
    public Message write(SmsOrder order, int reference) {
        return (part, now) -> submit(request(order, reference, now), MessageCenter.standIn(order));
    }

    @Override
    public List<LinkState> links() {
        return List.of(state);
    }

    /** A callback comes over no session of ours. */
    @Override
    public boolean hears() {
        return access.callback().isPresent() && state.phase() == LinkState.Phase.BOUND;
    }

    @Override
    public void close() {
        state = at(LinkState.Phase.CLOSED, state.lastFault());
        submittersBound.accept(0);
    }

    private HttpRequest request(SmsOrder order, int reference, Instant now) {
        SmppAddress sender = senders.forNumber(order.to());
        String body = access.form()
                .fill(Map.of(
                        "to",
                        order.to(),
                        "toDigits",
                        SmppAddress.destination(order.to()).digits(),
                        "from",
                        sender.isInternational() ? "+" + sender.digits() : sender.digits(),
                        "text",
                        order.text(),
                        "reference",
                        Integer.toString(reference),
                        "key",
                        order.messageKey().toString(),
                        "validitySeconds",
                        Long.toString(Math.max(
                                1, Duration.between(now, order.expiresAt()).toSeconds()))));
        return access.request(order.messageKey())
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    private SubmitAnswer submit(HttpRequest request, String otherwise) {
        if (state.phase() != LinkState.Phase.BOUND) {
            return SubmitAnswer.notSent();
        }
        CompletableFuture<ProviderAnswers.Head> began = new CompletableFuture<>();
        CompletableFuture<HttpResponse<String>> coming = client.sendAsync(request, head -> {
            began.complete(new ProviderAnswers.Head(
                    head.statusCode(),
                    RetryAfter.of(head.headers().firstValue(RetryAfter.HEADER).orElse(null), clock.instant())));
            return new FirstOctets(MAX_ANSWER);
        });
        try {
            Duration all = access.submitTimeout().plus(LEEWAY);
            String body = coming.get(all.toMillis(), TimeUnit.MILLISECONDS).body();
            return answer(began.getNow(ProviderAnswers.Head.NONE), body, otherwise);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(began.getNow(ProviderAnswers.Head.NONE), e, otherwise);
        } catch (TimeoutException e) {
            return broken(began.getNow(ProviderAnswers.Head.NONE), e, otherwise);
        } catch (ExecutionException e) {
            return broken(began.getNow(ProviderAnswers.Head.NONE), e.getCause(), otherwise);
        } finally {
            coming.cancel(true);
        }
    }

    /** It did not come whole. The status alone says whether the message was taken. */
    private SubmitAnswer broken(ProviderAnswers.Head head, @Nullable Throwable cause, String otherwise) {
        if (!head.equals(ProviderAnswers.Head.NONE)) {
            return answer(head, "", otherwise);
        }
        // Without a finished handshake nobody has read the request, even if it left behind our part of the handshake.
        boolean left = !(cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException);
        return failed(
                left ? SubmitAnswer.unanswered() : SubmitAnswer.refused(CommandStatus.ESME_RSYSERR),
                cause == null ? "" : cause.getClass().getSimpleName());
    }

    private SubmitAnswer answer(ProviderAnswers.Head head, String body, String otherwise) {
        ProviderAnswers.Reading reading = answers.read(head, body, otherwise);
        return reading.fault().isEmpty() ? reading.answer() : failed(reading.answer(), reading.fault());
    }

    private SubmitAnswer failed(SubmitAnswer answer, String fault) {
        state = at(state.phase(), fault);
        return answer;
    }

    private LinkState at(LinkState.Phase phase, String fault) {
        return new LinkState("HTTP", access.url().getAuthority(), phase, clock.instant(), fault);
    }
}
