package dev.countersign.web;

import dev.countersign.grid.CellPair;
import dev.countersign.grid.GridBatchOrder;
import dev.countersign.grid.GridBatchView;
import dev.countersign.grid.GridCardView;
import dev.countersign.grid.GridOutcome;
import dev.countersign.grid.GridOutcome.Granted;
import dev.countersign.grid.GridOutcome.Refused;
import dev.countersign.grid.GridOutcome.Unconfirmed;
import dev.countersign.grid.GridRefusal;
import dev.countersign.grid.NewGridCard;
import dev.countersign.grid.OwnGridCard;
import dev.countersign.grid.OwnPlasticCard;
import dev.countersign.grid.PrinterKey;
import dev.countersign.grid.ReleasedBatch;
import dev.countersign.login.NextStep;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
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

    static GridBatchOrder order(JsonFields body) {
        String key = body.findJson("printerKey")
                .orElseThrow(() -> ProblemException.malformed("printerKey is missing"))
                .toString();
        try {
            return new GridBatchOrder(body.getLong("cards"), PrinterKey.named(key));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonArray batches(List<GridBatchView> batches) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        batches.forEach(batch -> json.add(json(batch)));
        return json.build();
    }

    static JsonObjectBuilder json(GridBatchView batch) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", batch.id().toString())
                .add("cards", batch.cards())
                .add("printerKey", batch.printerKey())
                .add("state", batch.state().name())
                .add("orderedBy", batch.orderedBy())
                .add("orderedAt", batch.orderedAt().toString());
        batch.decidedBy().ifPresent(operator -> json.add("decidedBy", operator));
        batch.decidedAt().ifPresent(at -> json.add("decidedAt", at.toString()));
        return json;
    }

    /** With the file for the printer, which no address has. */
    static JsonObject json(ReleasedBatch released) {
        return json(released.batch()).add("file", released.file()).build();
    }

    static JsonObject json(GridCardView card) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("serial", card.serial())
                .add("batch", card.batch().toString())
                .add("state", card.state().name());
        card.shippedAt().ifPresent(at -> json.add("shippedAt", at.toString()));
        card.activatedAt().ifPresent(at -> json.add("activatedAt", at.toString()));
        return json.build();
    }

    static JsonArray shipped(List<OwnPlasticCard> cards) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        cards.forEach(card -> json.add(Json.createObjectBuilder()
                .add("id", card.id())
                .add("shippedAt", card.shippedAt().toString())));
        return json.build();
    }

    static JsonObject json(CellPair pair) {
        return Json.createObjectBuilder().add("challenge", pair.text()).build();
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
                refusal.retryAfter(),
                nextOf(refusal.reason()));
    }

    private static ProblemCode codeOf(GridRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case NOT_OFFERED -> ProblemCode.GRID_NOT_OFFERED;
            case CODE_WRONG -> ProblemCode.GRID_CODE_WRONG;
            case EXPIRED -> ProblemCode.CARD_EXPIRED;
            case CONFIRMATION_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
            case OTHER_LOGIN -> ProblemCode.CARD_OTHER_LOGIN;
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case NOT_IN_STOCK -> ProblemCode.CARD_NOT_IN_STOCK;
            case OWN_BATCH -> ProblemCode.CARD_BATCH_OWN;
            case DECIDED -> ProblemCode.CARD_BATCH_DECIDED;
        };
    }

    private static List<NextStep> nextOf(GridRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN, NOT_OFFERED, NOT_IN_STOCK, OWN_BATCH, DECIDED -> List.of();
            case CODE_WRONG -> List.of(NextStep.ANSWER);
            case EXPIRED -> List.of(NextStep.CHALLENGE);
            case OTHER_LOGIN -> List.of(NextStep.NEW_LOGIN);
            case LOCKED -> List.of(NextStep.HELP_DESK);
            case CONFIRMATION_REQUIRED -> List.of(NextStep.NEW_CONFIRMATION);
        };
    }
}
