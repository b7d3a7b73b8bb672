package dev.countersign.blackbox;

import dev.countersign.blackbox.Portal.Attempt;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Half of the answers on each of two servers, which share nothing but a PostgreSQL. */
@ExtendWith(Cluster.Extension.class)
@Timeout(300)
class CodesOnceOnTwoNodesIT extends AnswersOnce {

    CodesOnceOnTwoNodesIT(Cluster cluster) {
        super(
                cluster.a(),
                List.of(cluster.a().http(), cluster.b().http()),
                cluster::advance,
                Set.of("503 " + Cluster.UNSEEN));
    }

    @InRounds(usual = 3, full = 1_000)
    void aCodeBySms() {
        TestUser user = product.operator().newUser();
        Attempt login = product.portal().begin(user);
        String code = product.inbox().code(user);

        oneOpens(List.of(login), typed(code), Set.of());
    }
}
