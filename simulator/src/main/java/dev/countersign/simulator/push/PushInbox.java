package dev.countersign.simulator.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Subscriptions, and the last messages that came to them; the oldest of each are forgotten. */
public final class PushInbox {

    static final int MOST_MESSAGES = 1_000;
    static final int MOST_SUBSCRIPTIONS = 10_000;

    /** No push service must take more (RFC 8030 section 7.2). */
    public static final int MOST_OCTETS = 4096;

    private static final Pattern TTL = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern URGENCY = Pattern.compile("very-low|low|normal|high");

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Deque<ReceivedPush> messages = new ArrayDeque<>();
    private final AtomicLong requests = new AtomicLong();
    private PushFaults faults = PushFaults.none();

    public PushInbox(Clock clock) {
        this.clock = clock;
    }

    /** A new browser subscribes. */
    public synchronized Subscription subscribe(Optional<String> applicationServerKey) {
        Subscription subscription =
                new Subscription(UUID.randomUUID().toString(), BrowserKeys.generate(random), applicationServerKey);
        if (subscriptions.size() == MOST_SUBSCRIPTIONS) {
            subscriptions.remove(subscriptions.keySet().iterator().next());
        }
        subscriptions.put(subscription.id(), subscription);
        return subscription;
    }

    /** The browser unsubscribes; from now on its endpoint is gone. */
    public synchronized void unsubscribe(String id) {
        subscriptions.remove(id);
    }

    /** One more request came to an endpoint, whatever becomes of it. */
    public void countRequest() {
        requests.incrementAndGet();
    }

    /** How many requests came to endpoints since the start. */
    public long requests() {
        return requests.get();
    }

    public synchronized PushFaults faults() {
        return faults;
    }

    public synchronized void set(PushFaults next) {
        faults = next;
    }

    /**
     * Takes a message, or says why not.
     *
     * @param id of the subscription
     * @param origin of this push service
     */
    public ReceivedPush take(String id, PushHeaders headers, byte[] body, String origin) throws RefusedPushException {
        Subscription subscription = find(id);
        new VapidCheck(origin, clock.instant()).check(headers.authorization(), subscription.applicationServerKey());
        if (body.length > MOST_OCTETS) {
            throw new RefusedPushException(413, "the body is longer than " + MOST_OCTETS + " octets");
        }
        requireTrue(TTL.matcher(headers.ttl()).matches(), "TTL must be a number of seconds");
        requireTrue(URGENCY.matcher(headers.urgency()).matches(), "Urgency has a value that RFC 8030 does not have");
        requireTrue(
                headers.topic().map(topic -> TOPIC.matcher(topic).matches()).orElse(true),
                "Topic must be up to 32 characters of base64url");
        requireTrue("aes128gcm".equals(headers.contentEncoding()), "Content-Encoding must be aes128gcm");
        ReceivedPush push = new ReceivedPush(
                UUID.randomUUID().toString(),
                id,
                text(subscription, body),
                Integer.parseInt(headers.ttl()),
                headers.urgency(),
                headers.topic(),
                body.length,
                clock.instant());
        add(push);
        return push;
    }

    /** All messages, or those to one subscription; oldest first. */
    public synchronized List<ReceivedPush> list(Optional<String> subscription) {
        return messages.stream().filter(push -> isTo(push, subscription)).toList();
    }

    /** Forgets all messages, or those to one subscription. */
    public synchronized void clear(Optional<String> subscription) {
        messages.removeIf(push -> isTo(push, subscription));
    }

    private synchronized Subscription find(String id) throws RefusedPushException {
        Subscription found = subscriptions.get(id);
        if (found == null) {
            throw new RefusedPushException(410, "this subscription is gone");
        }
        return found;
    }

    private synchronized void add(ReceivedPush push) {
        if (messages.size() == MOST_MESSAGES) {
            messages.removeFirst();
        }
        messages.addLast(push);
    }

    private static String text(Subscription subscription, byte[] body) throws RefusedPushException {
        try {
            return new String(subscription.keys().open(body), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new RefusedPushException(400, "the browser cannot decrypt it: " + e.getMessage());
        }
    }

    private static boolean isTo(ReceivedPush push, Optional<String> subscription) {
        return subscription.isEmpty() || subscription.get().equals(push.subscription());
    }

    private static void requireTrue(boolean holds, String text) throws RefusedPushException {
        if (!holds) {
            throw new RefusedPushException(400, text);
        }
    }
}
