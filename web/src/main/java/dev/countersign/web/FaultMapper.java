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
            return fromStatus(routed.getResponse().getStatus(), fault).response();
        }
        return fault(fault).response();
    }

    private static Problem fromStatus(int status, Throwable cause) {
        return switch (status) {
            case 400 -> Problem.of(ProblemCode.MALFORMED);
            case 404 -> Problem.of(ProblemCode.NOT_FOUND);
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE);
            case 413 -> Problem.of(ProblemCode.TOO_LARGE);
            case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            default -> fault(cause);
        };
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
