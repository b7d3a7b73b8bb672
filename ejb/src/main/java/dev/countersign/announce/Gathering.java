package dev.countersign.announce;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * News that wait for one carrier at a time. While it is on its way more gather, and it takes them along: what it needs for its
 * way, such as a connection, is paid once for many of them in busy times. News may get lost, and never wait for the next ones.
 *
 * @param <T> one piece of news
 */
public final class Gathering<T> {

    private final Queue<T> waiting;
    private final AtomicBoolean carrying = new AtomicBoolean();

    /**
     * For so many at once and no more. They take room only while they wait: a bean that observes events is made anew for each, with its
     * fields, by the container.
     *
     * @param most at least 1
     */
    public Gathering(int most) {
        waiting = new LinkedBlockingQueue<>(most);
    }

    /**
     * Has the news carried away soon.
     *
     * @param carrier takes all that wait out of the queue; what it leaves there when it throws is lost
     * @return false if it is lost, because too many wait
     * @throws RejectedExecutionException if the executor takes nothing more
     */
    public boolean add(T news, Executor executor, Consumer<Queue<T>> carrier) {
        boolean added = waiting.offer(news);
        send(executor, carrier);
        return added;
    }

    private void send(Executor executor, Consumer<Queue<T>> carrier) {
        if (!waiting.isEmpty() && carrying.compareAndSet(false, true)) {
            try {
                executor.execute(() -> carry(executor, carrier));
            } catch (RejectedExecutionException e) {
                carrying.set(false);
                throw e;
            }
        }
    }

    private void carry(Executor executor, Consumer<Queue<T>> carrier) {
        try {
            carrier.accept(waiting);
        } catch (RuntimeException e) {
            waiting.clear();
            throw e;
        } finally {
            carrying.set(false);
            // For news that came between the carrier's last look and here.
            send(executor, carrier);
        }
    }
}
