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
            return refused(fault, routed.getResponse());
        }
        return Faults.problem(fault).response();
    }

    private static Response refused(Throwable fault, Response routed) {
        ProblemCode code = ProblemCode.ofStatus(routed.getStatus());
        if (code == ProblemCode.INTERNAL) {
            return Faults.problem(fault).response();
        }
        Response answer = Problem.of(code).response();
        // RFC 9110 section 15.5.6
        return code == ProblemCode.METHOD_NOT_ALLOWED
                ? Response.fromResponse(answer)
                        .allow(routed.getAllowedMethods())
                        .build()
                : answer;
    }
}
