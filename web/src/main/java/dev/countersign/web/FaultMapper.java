package dev.countersign.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever was thrown into a problem document. */
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof ProblemException refused) {
            return refused.problem().response();
        }
        if (fault instanceof WebApplicationException routed) {
            ProblemCode code = ProblemCode.ofStatus(routed.getResponse().getStatus());
            return code == ProblemCode.INTERNAL
                    ? Faults.problem(fault).response()
                    : Problem.of(code).response();
        }
        return Faults.problem(fault).response();
    }
}
