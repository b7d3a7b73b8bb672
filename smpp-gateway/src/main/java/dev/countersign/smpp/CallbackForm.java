package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How a carrier tells of receipts: a signed body of JSON, or a form, which is read as a flat object. A receipt that is sent twice, or again
 * by somebody who has seen it, says nothing new: states only ever move forward.
 *
 * @param contentType application/json or application/x-www-form-urlencoded, whatever a request says of itself
 * @param places where the body has what
 * @param words what the words for the state mean
 */
record CallbackForm(CallbackSignature signature, String contentType, Places places, Words words) {

    private static final int MAX_ERROR = 64;
    private static final String NO_RECEIPT = "no id of up to 64 characters and no key, or no state";

    /**
     * JSON pointers (RFC 6901) into a body.
     *
     * @param each to the receipts, where a body may have several: an array of them, or one alone, in which the other pointers then
     *     begin; an empty pointer is the whole body. Without it the body is one receipt
     * @param id to the message's id; empty where there is none
     * @param state to the word for the state
     * @param error to the error's code; empty where there is none
     * @param key to the message's key, which the request had at {@code {key}}; empty where there is none
     */
    record Places(Optional<String> each, String id, String state, String error, String key) {

        Places {
            for (String place : List.of(each.orElse(""), id, state, error, key)) {
                if (!place.isEmpty() && !Pointers.isPointer(place)) {
                    throw new IllegalArgumentException("each, id, state, error and key are " + Pointers.FORM);
                }
            }
            if (state.isEmpty() || (id.isEmpty() && key.isEmpty())) {
                throw new IllegalArgumentException("a callback has a place for state, and one for id or key");
            }
        }
    }

    /** Words for states that end, in any case; any other is one on the way. */
    record Words(Set<String> delivered, Set<String> failed, Set<String> rejected) {

        Words {
            delivered = lower(delivered);
            failed = lower(failed);
            rejected = lower(rejected);
            if (delivered.isEmpty()) {
                throw new IllegalArgumentException(
                        "delivered has a word at least, or no message would ever be delivered");
            }
        }

        private static Set<String> lower(Set<String> words) {
            return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        }

        private SmsReceipt.State of(String anyCase) {
            String word = anyCase.toLowerCase(Locale.ROOT);
            if (delivered.contains(word)) {
                return SmsReceipt.State.DELIVERED;
            }
            if (rejected.contains(word)) {
                return SmsReceipt.State.REJECTED;
            }
            return failed.contains(word) ? SmsReceipt.State.UNDELIVERABLE : SmsReceipt.State.ENROUTE;
        }
    }

    /**
     * What was read of a body.
     *
     * @param receipts that it has
     * @param unread why something of it is none, each reason once, with no value of it
     */
    record Reading(List<Receipt> receipts, Set<String> unread) {

        Reading {
            receipts = List.copyOf(receipts);
            unread = Set.copyOf(unread);
        }
    }

    CallbackForm {
        if (!contentType.equals(BodyTemplate.JSON) && !contentType.equals(BodyTemplate.FORM)) {
            throw new IllegalArgumentException("contentType is " + BodyTemplate.JSON + " or " + BodyTemplate.FORM);
        }
        if (signature.text().hasParameters() && !isForm(contentType)) {
            throw new IllegalArgumentException("{sortedParameters} goes with contentType " + BodyTemplate.FORM);
        }
    }

    /** The receipts in a body, and why others are none. */
    Reading read(byte[] body) {
        List<Receipt> receipts = new ArrayList<>();
        Set<String> unread = new HashSet<>();
        try {
            JsonStructure json = parse(new String(body, StandardCharsets.UTF_8));
            for (JsonValue one :
                    places.each.map(all -> Pointers.list(json, all)).orElse(List.of(json))) {
                read(one).ifPresentOrElse(receipts::add, () -> unread.add(NO_RECEIPT));
            }
            if (receipts.isEmpty() && unread.isEmpty()) {
                unread.add("nothing at each");
            }
        } catch (JsonException e) {
            unread.add(isForm(contentType) ? "no form" : "no JSON of an object or an array");
        }
        return new Reading(receipts, unread);
    }

    private Optional<Receipt> read(JsonValue value) {
        if (!(value instanceof JsonStructure json)) {
            return Optional.empty();
        }
        Optional<UUID> key = Pointers.find(json, places.key).flatMap(CallbackForm::keyOf);
        Optional<String> id =
                Pointers.find(json, places.id).flatMap(AnswerForm::idOf).or(() -> key.map(MessageCenter::standIn));
        Optional<String> word = Pointers.findWord(json, places.state);
        if (id.isEmpty() || word.isEmpty()) {
            return Optional.empty();
        }
        String error = Pointers.find(json, places.error)
                .filter(code -> code.length() <= MAX_ERROR)
                .orElse("");
        return Optional.of(new Receipt(id.get(), words.of(word.get()), error, error, OptionalInt.empty(), "", key));
    }

    private static Optional<UUID> keyOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JsonStructure parse(String body) {
        return isForm(contentType) ? FormParameters.parse(body).json() : Pointers.parse(body);
    }

    private static boolean isForm(String contentType) {
        return contentType.equals(BodyTemplate.FORM);
    }
}
