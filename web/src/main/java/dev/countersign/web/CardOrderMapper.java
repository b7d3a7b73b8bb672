package dev.countersign.web;

import dev.countersign.card.CardEnd;
import dev.countersign.cardorder.Address;
import dev.countersign.cardorder.CardOrderDesk.Parcel;
import dev.countersign.cardorder.CardOrderOutcome;
import dev.countersign.cardorder.CardOrderRefusal;
import dev.countersign.cardorder.CardOrderView;
import dev.countersign.cardorder.ChargeView;
import dev.countersign.cardorder.OrderFile;
import dev.countersign.cardorder.OrderStanding;
import dev.countersign.cardorder.OrderWish;
import dev.countersign.cardorder.OrderWish.Replaced;
import dev.countersign.user.Money;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between the JSON of orders of cards and the values of the core. */
final class CardOrderMapper {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private CardOrderMapper() {}

    static OrderWish wish(JsonFields body) {
        body.only("account", "address", "pin", "replaces", Proofs.CONFIRMATION);
        try {
            return new OrderWish(
                    body.findString("account"),
                    Optional.of(body.listStrings("address"))
                            .filter(lines -> !lines.isEmpty())
                            .map(Address::new),
                    CardMapper.pin(body),
                    body.findObject("replaces").map(CardOrderMapper::replaced));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    private static Replaced replaced(JsonFields fields) {
        fields.only("serial", "reason");
        return new Replaced(
                fields.getString("serial"),
                JsonFields.oneOf("replaces.reason", CardEnd.class, fields.getString("reason")));
    }

    static JsonObject json(OrderStanding standing) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("deposit", json(standing.deposit()))
                .add("accounts", JSON.createArrayBuilder(standing.accounts()));
        standing.obstacle().ifPresent(reason -> json.add("obstacle", reason.name()));
        standing.replacementObstacle().ifPresent(reason -> json.add("replacementObstacle", reason.name()));
        JsonArrayBuilder replaceable = JSON.createArrayBuilder();
        standing.replaceable()
                .forEach(card -> replaceable.add(
                        JSON.createObjectBuilder().add("serial", card.serial()).add("held", card.held())));
        JsonArrayBuilder returns = JSON.createArrayBuilder();
        standing.returns()
                .forEach(card -> returns.add(JSON.createObjectBuilder()
                        .add("serial", card.serial())
                        .add("deposit", json(card.deposit()))
                        .add("dueAt", card.dueAt().toString())));
        standing.order().ifPresent(order -> json.add("order", json(order)));
        return json.add("replaceable", replaceable).add("returns", returns).build();
    }

    static JsonObject json(CardOrderView order) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", order.id())
                .add("reference", order.reference())
                .add("state", order.state().name())
                .add("requestedAt", order.requestedAt().toString())
                .add("shipsBy", order.shipsBy().toString())
                .add("otherAddress", order.otherAddress())
                .add("deposit", json(order.deposit()));
        if (!order.account().isEmpty()) {
            json.add("account", order.account());
        }
        order.replaces().ifPresent(serial -> json.add("replaces", serial));
        return json.build();
    }

    static JsonArray files(List<OrderFile> files) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        files.forEach(file -> json.add(fields(file)));
        return json.build();
    }

    static JsonObject json(OrderFile file) {
        return fields(file).build();
    }

    static JsonObject json(Parcel parcel) {
        JsonObjectBuilder json = fields(parcel.file());
        parcel.address().ifPresent(address -> json.add("address", JSON.createArrayBuilder(address.lines())));
        return json.build();
    }

    static JsonArray charges(List<ChargeView> charges) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        charges.forEach(charge -> json.add(json(charge)));
        return json.build();
    }

    static JsonObject json(ChargeView charge) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", charge.id())
                .add("kind", charge.kind().name())
                .add("amount", charge.amount().amount())
                .add("currency", charge.amount().currency())
                .add("account", charge.account())
                .add("reference", charge.reference())
                .add("at", charge.at().toString());
        charge.bookedAt().ifPresent(at -> json.add("bookedAt", at.toString()));
        return json.build();
    }

    static <T> Response answer(CardOrderOutcome<T> outcome, Function<T, Response> granted) {
        if (outcome instanceof CardOrderOutcome.Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof CardOrderOutcome.Refused<T> no) {
            return problem(no.refusal()).response();
        }
        if (outcome instanceof CardOrderOutcome.ByFactors<T> no) {
            return FactorMapper.answer(no.outcome(), granted);
        }
        throw new IllegalStateException("an outcome is granted, refused or refused by factors");
    }

    private static Problem problem(CardOrderRefusal refusal) {
        return Problem.of(codeOf(refusal.reason()), refusal.reference()).withReason(reasonOf(refusal.reason()));
    }

    private static ProblemCode codeOf(CardOrderRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.NOT_FOUND;
            case OPEN -> ProblemCode.CARD_ORDER_OPEN;
            case OVER -> ProblemCode.CARD_ORDER_OVER;
            case ACCOUNT_STATE, EQUITY, NO_ACCOUNT -> ProblemCode.CARD_ORDER_NOT_ELIGIBLE;
            case NOT_REPLACEABLE -> ProblemCode.CARD_NOT_REPLACEABLE;
        };
    }

    private static Optional<String> reasonOf(CardOrderRefusal.Reason reason) {
        return switch (reason) {
            case UNKNOWN, OPEN, OVER, NOT_REPLACEABLE -> Optional.empty();
            case ACCOUNT_STATE, EQUITY, NO_ACCOUNT -> Optional.of(reason.name());
        };
    }

    private static JsonObjectBuilder fields(OrderFile file) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("id", file.id())
                .add("reference", file.reference())
                .add("userName", file.userName())
                .add("state", file.state().name())
                .add("requestedAt", file.requestedAt().toString())
                .add("shipsFrom", file.shipsFrom().toString())
                .add("otherAddress", file.otherAddress())
                .add("hasPin", file.hasPin());
        file.replaces().ifPresent(serial -> json.add("replaces", serial));
        return json;
    }

    private static JsonObjectBuilder json(Money money) {
        return JSON.createObjectBuilder().add("amount", money.amount()).add("currency", money.currency());
    }
}
