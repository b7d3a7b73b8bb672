package dev.countersign.web;

import jakarta.ejb.EJBException;
import jakarta.jms.JMSRuntimeException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What callers learn of faults. The text of an exception never reaches them; the log has it under the reference that they
 * get.
 */
public final class Faults {

    private static final System.Logger LOG = System.getLogger(Faults.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private Faults() {}

    /** What the caller is told of a fault; logs the fault. */
    public static Problem problem(Throwable fault) {
        boolean passing = isStorageFault(fault);
        Problem problem = passing ? tryLater() : Problem.of(ProblemCode.INTERNAL);
        LOG.log(System.Logger.Level.ERROR, "A request failed, ref=" + problem.reference(), fault);
        return problem;
    }

    /** What is away or busy now may not be in a moment. */
    static Problem tryLater() {
        return Problem.of(ProblemCode.TRY_LATER).withRetryAfter(PAUSE);
    }

    /**
     * Whether a part that is away or busy is behind the fault: the database does not answer, has no connection left or
     * locked a row for too long; a transaction was not committed; no bean of a full pool came free; the broker is away.
     */
    private static boolean isStorageFault(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException
                    || cause instanceof PersistenceException
                    || cause instanceof RollbackException
                    || cause instanceof HeuristicMixedException
                    || cause instanceof HeuristicRollbackException
                    || cause instanceof SystemException
                    || cause instanceof JMSRuntimeException
                    || isFullPool(cause)) {
                return true;
            }
        }
        return false;
    }

    /** An EJBException that nothing of ours threw has no cause: the container could not even begin. */
    private static boolean isFullPool(Throwable cause) {
        return cause instanceof EJBException && cause.getCause() == null;
    }
}
