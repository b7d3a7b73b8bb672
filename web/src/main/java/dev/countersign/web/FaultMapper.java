package dev.countersign.web;

import jakarta.ejb.EJBException;
import jakarta.jms.JMSRuntimeException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Turns whatever was thrown into a problem document. The text of an exception never reaches the caller; the log has it
 * under the reference that the caller gets.
 */
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(FaultMapper.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof ProblemException refused) {
            return refused.problem().response();
        }
        if (fault instanceof WebApplicationException routed) {
            ProblemCode code = ProblemCode.ofStatus(routed.getResponse().getStatus());
            return code == ProblemCode.INTERNAL
                    ? fault(fault).response()
                    : Problem.of(code).response();
        }
        return fault(fault).response();
    }

    private static Problem fault(Throwable fault) {
        boolean passing = isStorageFault(fault);
        Problem problem =
                passing ? Problem.of(ProblemCode.TRY_LATER).withRetryAfter(PAUSE) : Problem.of(ProblemCode.INTERNAL);
        LOG.log(System.Logger.Level.ERROR, "A request failed, ref=" + problem.reference(), fault);
        return problem;
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
