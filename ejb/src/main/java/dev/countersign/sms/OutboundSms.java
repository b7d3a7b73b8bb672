package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order to send one SMS, and what became of it. The row is the outbox: it commits with the decision to send. */
@Entity
@Table(name = "sms_outbox")
public class OutboundSms {

    /** As many as have place in the column, each of 80 characters at most. */
    private static final int MOST_FORMER = 12;

    /** As many names as the column holds. */
    private static final int MOST_STALLED = 60;

    private static final String PLAIN_CARRIER = "default";

    /** Behind the carrier's name, which has no capitals. */
    private static final Pattern NAMED_ID = Pattern.compile("([a-z0-9-]{1,15})/.*");

    @Id
    @Column(name = "message_key")
    private String messageKey;

    @Column(name = "code_id")
    private @Nullable String codeId;

    private String e164;

    @Column(name = "text_cipher")
    private @Nullable String textCipher;

    @Enumerated(EnumType.STRING)
    private SmsState state;

    @Column(name = "command_status")
    private int commandStatus;

    @Enumerated(EnumType.STRING)
    private SmsResult.@Nullable Refusal refusal;

    @Enumerated(EnumType.STRING)
    @Column(name = "receipt_state")
    private SmsReceipt.@Nullable State receiptState;

    /** Whose receipt that was. */
    @Column(name = "receipt_carrier")
    private @Nullable String receiptCarrier;

    @Column(name = "smsc_message_id")
    private @Nullable String smscMessageId;

    /**
     * Those that it had before the present one, a line each, the newest last: for servers of the version before, and of orders that were under
     * way at the upgrade.
     */
    @Column(name = "former_smsc_ids")
    private @Nullable String formerIds;

    /** The same in rows of their own, by which the order is found. */
    @ElementCollection
    @CollectionTable(name = "sms_former_id", joinColumns = @JoinColumn(name = "message_key"))
    @Column(name = "smsc_message_id")
    private Set<String> formerRows = new HashSet<>();

    private @Nullable String carrier;

    private @Nullable String route;

    /** When a gateway said that no carrier that leads to the number takes messages. */
    @Column(name = "stalled_at")
    private @Nullable Instant stalledAt;

    /** Names of these carriers, with blanks between. */
    @Column(name = "stalled_for")
    private @Nullable String stalledFor;

    @Column(name = "of_unproven")
    private boolean ofUnproven;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "claimed_until")
    private @Nullable Instant claimedUntil;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected OutboundSms() {}

    /** Carries a code, and lives as long as that. */
    OutboundSms(OneTimeCode code, String e164, String text, Secrets secrets, Instant now) {
        this(e164, text, secrets, now, code.expiresAt());
        this.codeId = code.id();
    }

    /** Carries no code. */
    OutboundSms(String e164, String text, Secrets secrets, Instant now, Instant expiresAt) {
        this.messageKey = UUID.randomUUID().toString();
        this.e164 = e164;
        this.textCipher = secrets.seal(Purpose.SMS_TEXT, messageKey, text);
        this.state = SmsState.WAITING;
        this.createdAt = now;
        this.expiresAt = expiresAt;
        this.changedAt = now;
    }

    /** It was counted among the codes to numbers that nobody has proven to hold. */
    OutboundSms ofUnproven() {
        ofUnproven = true;
        return this;
    }

    boolean isOfUnproven() {
        return ofUnproven;
    }

    UUID messageKey() {
        return UUID.fromString(messageKey);
    }

    /** The code that it carries; empty for a notice. */
    Optional<String> codeId() {
        return Optional.ofNullable(codeId);
    }

    String e164() {
        return e164;
    }

    public SmsState state() {
        return state;
    }

    /** SMPP command_status of the answer to submit_sm, 0 when there was none. */
    int commandStatus() {
        return commandStatus;
    }

    /** Why it was refused for good, where the gateway says so. */
    Optional<SmsResult.Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What the receipt said that the state comes from; empty without one. */
    Optional<SmsReceipt.State> receiptState() {
        return Optional.ofNullable(receiptState);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** When it came to its state. */
    Instant changedAt() {
        return changedAt;
    }

    /** The text, until it is blanked; empty too if its cipher text was moved or changed, which raises an alarm. */
    Optional<String> text(Secrets secrets) {
        try {
            return Optional.ofNullable(textCipher).map(cipher -> secrets.open(Purpose.SMS_TEXT, messageKey, cipher));
        } catch (UnreadableSecretException e) {
            // One spoiled row must not hold back the orders that are claimed with it.
            return Optional.empty();
        }
    }

    /** Brings the text under the current data key; a text that does not open is of no use to anybody. */
    void resealText(Secrets secrets) {
        textCipher = text(secrets)
                .map(text -> secrets.seal(Purpose.SMS_TEXT, messageKey, text))
                .orElse(null);
    }

    /** Gives the relay that calls this the sole right to send until the given time. */
    void claim(Instant until) {
        claimedUntil = until;
    }

    void queued(Instant now) {
        move(SmsState.QUEUED, now);
    }

    /**
     * A gateway says that none of these carriers takes it now. Returns whether that is news: of what a carrier has had, or what has ended, it is
     * none, nor is what the first gateway has said.
     */
    boolean stall(List<String> carriers, Instant now) {
        if (stalledAt != null || !state.isUnsent()) {
            return false;
        }
        stalledAt = now;
        stalledFor = carriers.stream().distinct().limit(MOST_STALLED).collect(Collectors.joining(" "));
        return true;
    }

    /** The carriers that it waits for, as far as is known; empty for one that does not wait. */
    Optional<Set<String>> stalledFor() {
        return Optional.ofNullable(stalledAt)
                .filter(since -> state.isUnsent())
                .map(since -> stalledFor == null || stalledFor.isEmpty() ? Set.of() : Set.of(stalledFor.split(" ")));
    }

    /** Nobody has sent it; returns what is to be counted of it. One whose code was ended before its time has not failed. */
    List<SmsFate> expire(Instant now) {
        SmsState before = state;
        boolean moved = move(SmsState.EXPIRED, now);
        blank();
        return moved && !now.isBefore(expiresAt) ? givenUp(before) : List.of();
    }

    /** Takes what a gateway says; returns what is to be counted of it. What an earlier carrier took and says once more changes nothing. */
    List<SmsFate> take(SmsResult result, Instant now) {
        List<SmsFate> fates = new ArrayList<>();
        if (formerIds().contains(result.smscMessageId())) {
            return fates;
        }
        if (smscMessageId == null || result.state() == SmsResult.State.SUBMITTED) {
            // A second carrier may have it: its receipts are the ones to come.
            rename(result.smscMessageId());
            commandStatus = result.commandStatus();
            refusal = result.refusal();
            fates.addAll(went(result));
        }
        SmsState before = state;
        if (move(SmsState.of(result.state()), now) && result.state() != SmsResult.State.SUBMITTED) {
            fates.addAll(givenUp(before));
        }
        return fates;
    }

    private List<String> formerIds() {
        return formerIds == null ? new ArrayList<>() : formerIds.lines().collect(Collectors.toList());
    }

    private void rename(@Nullable String id) {
        if (smscMessageId != null && !smscMessageId.equals(id)) {
            List<String> former = formerIds();
            former.add(smscMessageId);
            formerRows.add(smscMessageId);
            // More than there is place for are not to be expected: an order has as many as carriers took it.
            formerIds = String.join("\n", former.subList(Math.max(0, former.size() - MOST_FORMER), former.size()));
        }
        smscMessageId = id;
    }

    /**
     * Takes a receipt; returns what is to be counted of it. What an earlier carrier delivers counts for that one, by whichever route it went;
     * that it delivers nothing is no news.
     *
     * @param id of the message that it is about
     */
    List<SmsFate> take(String id, SmsReceipt.State receipt, Instant now) {
        String by = carrierOf(id);
        SmsState before = state;
        SmsState news = SmsState.of(receipt);
        if (news != SmsState.DELIVERED && isFormer(by)) {
            return List.of();
        }
        if (!move(news, now) && !isFailedToo(by, news)) {
            return List.of();
        }
        receiptState = receipt;
        receiptCarrier = by;
        if (by.equals(carrier)) {
            return ended();
        }
        if (isFormer(by)) {
            return ended(by, null);
        }
        // That this carrier took it is still to be told, unless no more is known than that it may have gone out.
        return carrier == null && before == SmsState.UNCERTAIN ? ended() : List.of();
    }

    /** The present carrier says so, too, of an order that went on when another one had said it. */
    private boolean isFailedToo(String by, SmsState news) {
        return state == SmsState.FAILED
                && news == SmsState.FAILED
                && by.equals(carrier)
                && receiptCarrier != null
                && isFormer(receiptCarrier);
    }

    /** Whether the order was moved away from the carrier. */
    private boolean isFormer(String by) {
        return !by.equals(carrier)
                && formerIds().stream().map(OutboundSms::carrierOf).anyMatch(by::equals);
    }

    /** As the gateway names messages: the carrier of its plain settings stands before no id. */
    private static String carrierOf(String id) {
        Matcher named = NAMED_ID.matcher(id);
        return named.matches() ? named.group(1) : PLAIN_CARRIER;
    }

    /** A carrier took it. Its receipt may have been faster than this. */
    private List<SmsFate> went(SmsResult result) {
        SmsResult.Way way = result.way();
        if (way == null || way.carrier().equals(carrier)) {
            return List.of();
        }
        List<SmsFate> fates = new ArrayList<>(left());
        carrier = way.carrier();
        route = way.route();
        fates.add(fate(SmsFate.Kind.SENT, result.parts(), way.cost()));
        fates.addAll(carrier.equals(receiptCarrier) ? ended() : List.of());
        return fates;
    }

    /** It goes on to another carrier: at the one that had it, if any, it has failed, unless a receipt of that one has been counted as its end. */
    private List<SmsFate> left() {
        boolean counted = carrier == null || (carrier.equals(receiptCarrier) && !ended().isEmpty());
        return counted ? List.of() : List.of(fate(SmsFate.Kind.FAILED, 0, BigDecimal.ZERO));
    }

    /**
     * Nobody tries any more. What no carrier is known to have taken counts once, under none; where one took it before and another
     * refused it, it has failed at the first. A word of the message center that comes after all counts where it says.
     *
     * @param before the state that it leaves
     */
    private List<SmsFate> givenUp(SmsState before) {
        if (carrier != null) {
            return ended();
        }
        List<SmsFate> fates = new ArrayList<>();
        if (before.isUnsent()) {
            fates.add(fate(SmsFate.Kind.UNSENT, 0, BigDecimal.ZERO));
        }
        if (before != SmsState.EXPIRED && state != SmsState.UNCERTAIN) {
            fates.add(fate(SmsFate.Kind.FAILED, 0, BigDecimal.ZERO));
        }
        return fates;
    }

    private List<SmsFate> ended() {
        return ended(carrier, route);
    }

    private List<SmsFate> ended(@Nullable String by, @Nullable String way) {
        return switch (state) {
            case DELIVERED -> List.of(fate(SmsFate.Kind.DELIVERED, by, way, 0, BigDecimal.ZERO));
            case FAILED -> List.of(fate(SmsFate.Kind.FAILED, by, way, 0, BigDecimal.ZERO));
            case WAITING, QUEUED, EXPIRED, UNCERTAIN, SUBMITTED -> List.of();
        };
    }

    private SmsFate fate(SmsFate.Kind kind, int parts, BigDecimal cost) {
        return fate(kind, carrier, route, parts, cost);
    }

    private SmsFate fate(SmsFate.Kind kind, @Nullable String by, @Nullable String way, int parts, BigDecimal cost) {
        return new SmsFate(
                kind,
                createdAt,
                NumberingPlan.findCountry(e164).orElse(NumberingPlan.NO_REGION),
                Objects.requireNonNullElse(by, SmsFate.NONE),
                Objects.requireNonNullElse(way, SmsFate.NONE),
                parts,
                cost,
                kind == SmsFate.Kind.DELIVERED ? Duration.between(createdAt, changedAt) : Duration.ZERO);
    }

    void blank() {
        textCipher = null;
    }

    private boolean move(SmsState news, Instant now) {
        SmsState next = state.next(news);
        if (next == state) {
            return false;
        }
        state = next;
        changedAt = now;
        return true;
    }
}
