package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.Beans;
import dev.countersign.sweep.TimedWork;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sealer that cannot work tells of it. */
class AuditSealerTest {

    private final FaultyDesk desk = new FaultyDesk();

    private final Beans beans = new Beans()
            .give(ChainDesk.class, desk)
            .give(HeadKeys.class, new NoKeys())
            .give(AuditAnnouncer.class, new AuditAnnouncer())
            .give(ManagedExecutorService.class, inThisThread());

    private long before;

    @BeforeEach
    void countedBefore() {
        beans.run(AuditSealer.class, sealer -> before = failures());
    }

    @Test
    void entriesThatCannotBeSealedAreStillCountedAndSoIsTheFailure() {
        desk.sealable = false;

        beans.run(AuditSealer.class, AuditSealer::look);

        assertThat(beans.fired(ChainWatched.class)).containsExactly(new ChainWatched(7));
        assertThat(failures() - before).isEqualTo(1);
    }

    @Test
    void aHeadThatCannotBeSignedIsAFailureAndKeepsNobodyFromCounting() {
        desk.head = Optional.of(ChainHead.START);

        beans.run(AuditSealer.class, AuditSealer::look);

        assertThat(beans.fired(ChainWatched.class)).containsExactly(new ChainWatched(7));
        assertThat(failures() - before).isEqualTo(1);
    }

    @Test
    void aSealerThatFailedWorksAgainTheNextSecond() {
        desk.sealable = false;
        beans.run(AuditSealer.class, sealer -> {
            sealer.look();
            desk.sealable = true;
            sealer.look();
        });

        assertThat(desk.calls).containsExactly("lease", "seal", "count", "lease", "seal", "sign?", "count");
        assertThat(failures() - before).isEqualTo(1);
    }

    private static long failures() {
        AtomicLong counted = Objects.requireNonNull(TimedWork.failures().get("AuditSealer"));
        return counted.get();
    }

    private static ManagedExecutorService inThisThread() {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                ManagedExecutorService.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, arguments) -> {
                    if (!method.getName().equals("execute")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    ((Runnable) arguments[0]).run();
                    return null;
                });
    }

    /** Has the lease and seven entries that wait too long. */
    private static final class FaultyDesk extends ChainDesk {

        private final List<String> calls = new ArrayList<>();
        private boolean sealable = true;
        private Optional<ChainHead> head = Optional.empty();

        @Override
        public boolean takeLease(String holder) {
            calls.add("lease");
            return true;
        }

        @Override
        public SealedBatch seal(EntryPosition after) {
            calls.add("seal");
            if (!sealable) {
                throw new IllegalStateException("no place");
            }
            return SealedBatch.NOTHING;
        }

        @Override
        public Optional<ChainHead> findHeadToSign() {
            calls.add("sign?");
            return head;
        }

        @Override
        public long countOverdue() {
            calls.add("count");
            return 7;
        }
    }

    private static final class NoKeys extends HeadKeys {

        @Override
        public ECKey signer() {
            throw new IllegalStateException("the signing keys of the audit chain are not open");
        }
    }
}
