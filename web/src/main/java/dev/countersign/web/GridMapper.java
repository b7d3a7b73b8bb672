package dev.countersign.web;

import dev.countersign.grid.GridOutcome;
import dev.countersign.grid.GridOutcome.Granted;
import dev.countersign.grid.GridOutcome.Refused;
import dev.countersign.grid.GridOutcome.Unconfirmed;
import dev.countersign.grid.GridRefusal;
import dev.countersign.grid.NewGridCard;
import dev.countersign.grid.OwnGridCard;
import dev.countersign.login.NextStep;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Between the JSON of grid cards and the values of the core. */
final class GridMapper {

    private GridMapper() {}

    static JsonObject json(boolean offered, Optional<OwnGridCard> active) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("offered", offered);
        active.ifPresent(card -> json.add("active", json(card)));
        return json.build();
    }

    /** With the file to be printed, because the cells are shown this once and no address has them. */
    static JsonObject json(NewGridCard made) {
        return Json.createObjectBuilder()
                .add("id", made.id())
                .add("serial", made.serial())
                .add("cells", Json.createArrayBuilder(made.cells()))
                .add("challenge", made.proof().text())
                .add("pdf", Base64.getEncoder().encodeToString(new GridPdf(made.serial(), made.cells()).octets()))
                .build();
    }

    static JsonObject json(OwnGridCard card) {
        return Json.createObjectBuilder()
                .add("id", card.id())
                .add("serial", card.serial())
                .add("activatedAt", card.activatedAt().toString())
                .add("expiresAt", card.expiresAt().toString())
                .build();
    }

    static <T> Response answer(GridOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            return problem(no.refusal()).response();
        }
        if (outcome instanceof Unconfirmed<T> no) {
            return ConfirmationMapper.problem(no.refusal()).response();
        }
        throw new IllegalStateException("an outcome is granted, refused or unconfirmed");
    }

    private static Problem problem(GridRefusal refusal) {
        return new Problem(
                codeOf(refusal.reason()),
                Optional.empty(),
                refusal.reference(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nextOf(refusal.reason()));
    }

    private static ProblemCode codeOf(GridRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case NOT_OFFERED -> ProblemCode.GRID_NOT_OFFERED;
            case CODE_WRONG -> ProblemCode.GRID_CODE_WRONG;
            case CONFIRMATION_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
        };
    }

    private static List<NextStep> nextOf(GridRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN, NOT_OFFERED -> List.of();
            case CODE_WRONG -> List.of(NextStep.ANSWER);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
        };
    }
}
