package dev.countersign.web;

import dev.countersign.audit.Reference;
import dev.countersign.deadletter.DeadLetter;
import dev.countersign.deadletter.DeadLetterOutcome;
import dev.countersign.deadletter.DeadLetters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import java.util.function.Function;

/** {@code /admin/dead-letters}: an operator sees to messages that nobody could take. */
@RequestScoped
@OperatorOnly
@Path("/admin/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {

    @Inject
    private DeadLetters letters;

    @Context
    private SecurityContext caller;

    @GET
    public Response list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        letters.listLetters().forEach(letter -> list.add(json(letter)));
        return Response.ok(list.build().toString()).build();
    }

    @POST
    @Path("/{id}/replay")
    public Response replay(@PathParam("id") String id) {
        Reference reference = Reference.next();
        return answer(id, reference, uuid -> letters.replay(uuid, operator(), reference));
    }

    @POST
    @Path("/{id}/discard")
    public Response discard(@PathParam("id") String id) {
        return answer(id, Reference.next(), uuid -> letters.discard(uuid, operator()));
    }

    private static Response answer(String id, Reference reference, Function<UUID, DeadLetterOutcome> act) {
        return switch (Ids.find(id).map(act).orElse(DeadLetterOutcome.UNKNOWN)) {
            case OK ->
                Response.ok(Json.createObjectBuilder().add("id", id).build().toString())
                        .build();
            case UNKNOWN -> Problem.of(ProblemCode.NOT_FOUND, reference).response();
            case CODE_DEAD -> refusal(reference, "the code in this order has ended or was used; discard the message");
            case NO_ORIGIN -> refusal(reference, "nobody noted where this message comes from; discard it");
        };
    }

    private static Response refusal(Reference reference, String detail) {
        return Problem.of(ProblemCode.DEAD_LETTER_REFUSED, reference)
                .withDetail(detail)
                .response();
    }

    private static JsonObjectBuilder json(DeadLetter letter) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("id", letter.id()).add("type", letter.type());
        letter.messageKey().ifPresent(key -> json.add("messageKey", key));
        letter.queue().ifPresent(queue -> json.add("queue", queue));
        json.add("at", letter.at().toString());
        letter.deliveries().ifPresent(count -> json.add("deliveries", count));
        return json;
    }

    private String operator() {
        return caller.getUserPrincipal().getName();
    }
}
