package dev.countersign.web;

import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** Reads what a user proves himself with. It knows at which address of ours the request came in, which signatures have to name. */
@RequestScoped
public class Proofs {

    /** The field of a change that has its proof. */
    static final String CONFIRMATION = "confirmation";

    @Inject
    private Origins origins;

    @Inject
    private HttpServletRequest request;

    /** The proof of the present factor that a change comes with. */
    Optional<Proof> find(JsonFields body) {
        return body.findObject(CONFIRMATION)
                .map(fields -> fields.only("id", FactorAnswers.CODE, FactorAnswers.ASSERTION))
                .map(fields -> new Proof(fields.getString("id"), answer(fields)));
    }

    /** The same where a change takes one always. */
    Proof get(JsonFields body) {
        return find(body).orElseThrow(() -> ProblemException.malformed(CONFIRMATION + " is missing"));
    }

    /** The answer to what a factor was asked. */
    FactorAnswer answer(JsonFields fields) {
        return FactorAnswers.read(fields, origins());
    }

    /** The same where nothing may have been asked. */
    Optional<FactorAnswer> findAnswer(JsonFields fields) {
        return FactorAnswers.find(fields, origins());
    }

    /** Addresses of our pages. */
    List<String> origins() {
        return origins.all(request);
    }
}
