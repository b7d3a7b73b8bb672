package dev.countersign.web;

/** Ends the handling of a request that the edge itself refuses. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code().name(), null, false, false);
        this.problem = problem;
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemCode.MALFORMED).withDetail(detail));
    }

    /** For a value of the core that refused to be made; its words name the field and never the value. */
    static ProblemException malformed(IllegalArgumentException refused) {
        return malformed(String.valueOf(refused.getMessage()));
    }

    Problem problem() {
        return problem;
    }
}
