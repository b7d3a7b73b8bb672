package dev.countersign.web;

import dev.countersign.card.BatchOutcome;
import dev.countersign.card.BatchReport;
import dev.countersign.card.BatchView;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardPin;
import dev.countersign.card.CardRefusal;
import dev.countersign.card.CardShareView;
import dev.countersign.card.CardView;
import dev.countersign.card.ImportMode;
import dev.countersign.card.ImportOrder;
import dev.countersign.card.ImportOutcome;
import dev.countersign.card.ImportOutcome.Refused;
import dev.countersign.card.ImportOutcome.Stored;
import dev.countersign.card.ImportOutcome.Tried;
import dev.countersign.card.OwnCard;
import dev.countersign.card.ReportRow;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.TransportKey;
import dev.countersign.login.NextStep;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Between the JSON of key files and cards and the values of the core. Nothing that was sent in secret comes back. */
final class CardMapper {

    /** Most octets of a body: a file of two mebibytes in Base64, and what stands around it. */
    static final int MOST_OCTETS = 3 * 1024 * 1024;

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private CardMapper() {}

    static ImportOrder order(JsonFields body) {
        body.only("format", "file", "transportKey", "mode", "dryRun");
        return ImportOrder.of(
                JsonFields.oneOf("format", KeyFileFormat.class, body.getString("format")),
                octets(body.getString("file")),
                body.findObject("transportKey").map(CardMapper::transportKey).orElseGet(TransportKey::none),
                body.findString("mode")
                        .map(mode -> JsonFields.oneOf("mode", ImportMode.class, mode))
                        .orElse(ImportMode.ALL_OR_NOTHING),
                body.findBoolean("dryRun").orElse(false));
    }

    private static byte[] octets(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Its words quote the file.
            throw ProblemException.malformed("file must be Base64");
        }
    }

    private static TransportKey transportKey(JsonFields fields) {
        fields.only("preSharedKey", "password", "privateKey");
        try {
            List<TransportKey> given = Stream.of(
                            fields.findString("preSharedKey").map(TransportKey::preSharedKey),
                            fields.findString("password").map(TransportKey::password),
                            fields.findString("privateKey").map(TransportKey::privateKey))
                    .flatMap(Optional::stream)
                    .toList();
            if (given.size() == 1) {
                return given.get(0);
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
        throw ProblemException.malformed("transportKey has one of preSharedKey, password and privateKey");
    }

    static Response response(ImportOutcome outcome) {
        if (outcome instanceof Stored stored) {
            return Response.status(Status.CREATED)
                    .entity(json(stored.report()).toString())
                    .build();
        }
        if (outcome instanceof Tried tried) {
            JsonObject json = JSON.createObjectBuilder()
                    .add("protection", tried.protection().name())
                    .add("rows", rows(tried.rows()))
                    .build();
            return Response.ok(json.toString()).build();
        }
        if (outcome instanceof Refused refused) {
            return refused(refused);
        }
        throw new IllegalStateException("a key file is stored, tried or refused");
    }

    private static Response refused(Refused refused) {
        Problem problem =
                Problem.of(ProblemCode.CARD_FILE_REFUSED, refused.reference()).withDetail(refused.detail());
        JsonObject json = JSON.createObjectBuilder(problem.json())
                .add("fileReason", refused.reason().map(Enum::name).orElse("ROWS_REFUSED"))
                .add("rows", rows(refused.rows()))
                .build();
        return Response.status(problem.code().status())
                .type(Problem.MEDIA_TYPE)
                .entity(json.toString())
                .build();
    }

    static Problem problem(BatchOutcome.Refused refused) {
        return Problem.of(
                switch (refused.reason()) {
                    case UNKNOWN -> ProblemCode.NOT_FOUND;
                    case OWN_BATCH -> ProblemCode.CARD_BATCH_OWN;
                    case DECIDED -> ProblemCode.CARD_BATCH_DECIDED;
                },
                refused.reference());
    }

    static JsonObject json(BatchReport report) {
        return json(report.batch()).add("rows", rows(report.rows())).build();
    }

    static JsonArray batches(List<BatchView> batches) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        batches.forEach(batch -> json.add(json(batch)));
        return json.build();
    }

    static JsonArray cards(List<CardView> cards) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        cards.forEach(card -> json.add(json(card)));
        return json.build();
    }

    static JsonObject card(CardView card) {
        return json(card).build();
    }

    static JsonArray ownCards(List<OwnCard> cards) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        cards.forEach(card -> json.add(fields(card)));
        return json.build();
    }

    static JsonObject json(OwnCard card) {
        return fields(card).build();
    }

    static JsonObject json(Question asked) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        asked.text().ifPresent(challenge -> json.add("challenge", challenge));
        return json.add("expiresAt", asked.expiresAt().toString()).build();
    }

    static JsonArray shares(List<CardShareView> shares) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        shares.forEach(share -> json.add(fields(share)));
        return json.build();
    }

    static JsonObject json(CardShareView share) {
        return fields(share).build();
    }

    private static JsonObjectBuilder fields(CardShareView share) {
        return JSON.createObjectBuilder()
                .add("id", share.id())
                .add("serial", share.serial())
                .add("owner", share.owner())
                .add("sharedWith", share.other())
                .add("state", share.state().name())
                .add("requestedAt", share.requestedAt().toString());
    }

    /** Two questions; of a card that shows its codes unasked, that there are none. */
    static Response twice(List<Question> asked) {
        JsonArrayBuilder challenges = JSON.createArrayBuilder();
        asked.forEach(question -> question.text().ifPresent(challenges::add));
        return Response.ok(JSON.createObjectBuilder()
                        .add("challenges", challenges)
                        .add("expiresAt", asked.get(0).expiresAt().toString())
                        .build()
                        .toString())
                .build();
    }

    /** The PIN that a user chose, if he did. */
    static Optional<CardPin> pin(JsonFields body) {
        try {
            return body.findString("pin").map(CardPin::new);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static TwoCodes twoCodes(JsonFields body) {
        body.only("first", "second");
        return new TwoCodes(body.getString("first"), body.getString("second"));
    }

    static <T> Response answer(CardOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof CardOutcome.Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof CardOutcome.Refused<T> no) {
            return problem(no.refusal()).response();
        }
        if (outcome instanceof CardOutcome.ByFactors<T> no) {
            return FactorMapper.answer(no.outcome(), granted);
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    private static JsonObjectBuilder fields(OwnCard card) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("serial", card.serial())
                .add("state", card.state().name())
                .add("takesPin", card.takesPin())
                .add("hasPin", card.hasPin());
        card.model().ifPresent(model -> json.add("model", model));
        card.shippedAt().ifPresent(at -> json.add("shippedAt", at.toString()));
        card.activatedAt().ifPresent(at -> json.add("activatedAt", at.toString()));
        card.askedFrom().ifPresent(at -> json.add("askedFrom", at.toString()));
        return json;
    }

    private static Problem problem(CardRefusal refusal) {
        return new Problem(
                codeOf(refusal.reason()),
                reasonOf(refusal.reason()),
                refusal.reference(),
                Optional.empty(),
                Optional.empty(),
                refusal.retryAfter(),
                nextOf(refusal.reason()));
    }

    private static ProblemCode codeOf(CardRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case AMBIGUOUS -> ProblemCode.CARD_AMBIGUOUS;
            case NOT_IN_STOCK -> ProblemCode.CARD_NOT_IN_STOCK;
            case PIN_MISSING -> ProblemCode.CARD_PIN_MISSING;
            case OTHER_LOGIN -> ProblemCode.CARD_OTHER_LOGIN;
            case WRONG -> ProblemCode.CARD_WRONG;
            case EXPIRED -> ProblemCode.CARD_EXPIRED;
            case BLOCKED -> ProblemCode.CARD_BLOCKED;
            case LOCKED -> ProblemCode.LOGIN_LOCKED;
            case IN_STEP -> ProblemCode.CARD_IN_STEP;
            case NOT_OWNER -> ProblemCode.CARD_NOT_OWNER;
            case NO_PROOF -> ProblemCode.SHARE_NO_PROOF;
            case SHARE_CLOSED -> ProblemCode.SHARE_CLOSED;
            case SHARE_LESS_SECURE -> ProblemCode.SHARE_LESS_SECURE;
            case SHARE_IDENTITY -> ProblemCode.SHARE_IDENTITY;
            case SHARE_TEMP_DEVICE -> ProblemCode.SHARE_TEMP_DEVICE;
            case ORDER_OVER -> ProblemCode.CARD_ORDER_OVER;
            case ORDER_WAITS -> ProblemCode.CARD_ORDER_WAITS;
            case ORDER_USER_LOCKED, ORDER_ACCOUNT_STATE, ORDER_PHONE_LOST, ORDER_PIN -> ProblemCode.CARD_ORDER_STOPPED;
        };
    }

    private static Optional<String> reasonOf(CardRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN,
                    AMBIGUOUS,
                    NOT_IN_STOCK,
                    PIN_MISSING,
                    OTHER_LOGIN,
                    WRONG,
                    EXPIRED,
                    BLOCKED,
                    LOCKED,
                    IN_STEP,
                    NOT_OWNER,
                    NO_PROOF,
                    SHARE_CLOSED,
                    SHARE_LESS_SECURE,
                    SHARE_TEMP_DEVICE,
                    SHARE_IDENTITY,
                    ORDER_OVER,
                    ORDER_WAITS -> Optional.empty();
            case ORDER_USER_LOCKED -> Optional.of("USER_LOCKED");
            case ORDER_ACCOUNT_STATE -> Optional.of("ACCOUNT_STATE");
            case ORDER_PHONE_LOST -> Optional.of("PHONE_LOST");
            case ORDER_PIN -> Optional.of("CARD_WITHOUT_PIN");
        };
    }

    private static List<NextStep> nextOf(CardRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN,
                    AMBIGUOUS,
                    NOT_IN_STOCK,
                    PIN_MISSING,
                    IN_STEP,
                    NOT_OWNER,
                    SHARE_CLOSED,
                    SHARE_LESS_SECURE,
                    SHARE_TEMP_DEVICE,
                    SHARE_IDENTITY,
                    ORDER_OVER,
                    ORDER_USER_LOCKED,
                    ORDER_ACCOUNT_STATE,
                    ORDER_PHONE_LOST,
                    ORDER_PIN -> List.of();
            case OTHER_LOGIN, NO_PROOF -> List.of(NextStep.NEW_LOGIN);
            case WRONG -> List.of(NextStep.ANSWER);
            case EXPIRED -> List.of(NextStep.CHALLENGE);
            case BLOCKED, ORDER_WAITS -> List.of(NextStep.WAIT);
            case LOCKED -> List.of(NextStep.HELP_DESK);
        };
    }

    static JsonObjectBuilder json(BatchView batch) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", batch.id().toString())
                .add("format", batch.format().name())
                .add("protection", batch.protection().name())
                .add("fileDigest", batch.fileDigest())
                .add("cards", batch.cards())
                .add("refused", batch.refused())
                .add("state", batch.state().name())
                .add("importedBy", batch.importedBy())
                .add("importedAt", batch.importedAt().toString());
        batch.decidedBy().ifPresent(operator -> json.add("decidedBy", operator));
        batch.decidedAt().ifPresent(at -> json.add("decidedAt", at.toString()));
        return json;
    }

    private static JsonArrayBuilder rows(List<ReportRow> rows) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        rows.forEach(row -> json.add(json(row)));
        return json;
    }

    private static JsonObjectBuilder json(ReportRow row) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("position", row.position())
                .add("status", row.reason().isPresent() ? "REFUSED" : "TAKEN");
        row.serial().ifPresent(serial -> json.add("serial", serial));
        row.reason().ifPresent(reason -> json.add("reason", reason.name()));
        return json;
    }

    private static JsonObjectBuilder json(CardView card) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("serial", card.serial())
                .add("manufacturer", card.manufacturer())
                .add("suite", card.suite())
                .add("hasPin", card.hasPin())
                .add("state", card.state().name())
                .add("batch", card.batch().toString());
        card.model().ifPresent(model -> json.add("model", model));
        card.validFrom().ifPresent(at -> json.add("validFrom", at.toString()));
        card.validUntil().ifPresent(at -> json.add("validUntil", at.toString()));
        return json;
    }
}
