package dev.countersign.web;

import jakarta.persistence.PersistenceException;
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

    /** Whether the database is behind the fault: away, out of connections or locked for too long. */
    private static boolean isStorageFault(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof PersistenceException) {
                return true;
            }
        }
        return false;
    }
}
