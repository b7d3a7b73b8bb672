package dev.countersign.web;

/** Ends the handling of a request that the edge itself refuses. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code().name(), null, false, false);
        this.problem = problem;
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemCode.MALFORMED).withDetail(detail));
    }

    /** For a value of the core that refused to be made; its words name the field and never the value. */
    public static ProblemException malformed(IllegalArgumentException refused) {
        return malformed(String.valueOf(refused.getMessage()));
    }

    public Problem problem() {
        return problem;
    }
}
