package dev.countersign.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The factors of users, of all kinds; works inside the caller's transaction. */
@ApplicationScoped
public class Factors {

    private EntityManager entities;
    private Instance<FactorSource> sources;
    private @Nullable String kindsQuestion;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Factors() {}

    @Inject
    Factors(EntityManager entities, @Any Instance<FactorSource> sources) {
        this.entities = entities;
        this.sources = sources;
    }

    /**
     * What the user may log in with now: what stands in for a lost one first, then the one that he used last, then the strongest, and what
     * is for need last. None that yields to another.
     */
    public List<OwnedFactor> listUsable(long userId) {
        return usable(userId, listAll(userId));
    }

    /** The same out of all that he has. */
    List<OwnedFactor> usable(long userId, List<OwnedFactor> all) {
        List<OwnedFactor> usable = all.stream()
                .filter(factor -> all.stream().noneMatch(factor::yieldsTo))
                .toList();
        return usable.size() < 2 ? usable : sorted(userId, usable);
    }

    /** What the user could prove himself with now, also what is not asked while he has something else. */
    public List<OwnedFactor> listAll(long userId) {
        return list(userId, kind -> true).toList();
    }

    private Stream<OwnedFactor> list(long userId, Predicate<FactorKind> asked) {
        Set<FactorKind> kinds = kindsOf(userId);
        return sources.stream()
                .filter(source -> asked.test(source.kind()) && kinds.contains(source.kind()))
                .flatMap(source -> source.list(userId).stream())
                .filter(factor -> factor.kind() != FactorKind.SMS || isProofStill(userId, factor.since()));
    }

    /** Whether a number that was proven at a time still proves who its user is: he lost no phone since. */
    public boolean isProofStill(long userId, Optional<Instant> proven) {
        PhoneLoss loss = entities.find(PhoneLoss.class, userId);
        return loss == null || proven.filter(loss.lostAt()::isBefore).isPresent();
    }

    /**
     * Notes that the user lost a phone: who finds it gets his messages too, so that numbers which were proven until now open nothing any
     * more. The user's row is locked.
     *
     * @return the factors that are his no more by that
     */
    public List<OwnedFactor> losePhone(long userId, Instant now) {
        List<OwnedFactor> numbers = listAll(userId).stream()
                .filter(factor -> factor.kind() == FactorKind.SMS)
                .toList();
        PhoneLoss known = entities.find(PhoneLoss.class, userId);
        if (known == null) {
            entities.persist(new PhoneLoss(userId, now));
        } else {
            known.again(now);
        }
        return numbers;
    }

    /** Of which kinds the user has or had anything. One question for all of them: most users have one or two. */
    private Set<FactorKind> kindsOf(long userId) {
        String question = kindsQuestion();
        List<?> kinds = question.isEmpty()
                ? List.of()
                : entities.createNativeQuery(question).setParameter(1, userId).getResultList();
        return kinds.stream().map(kind -> FactorKind.valueOf(kind.toString())).collect(Collectors.toSet());
    }

    private String kindsQuestion() {
        String made = kindsQuestion == null
                ? sources.stream().map(Factors::kindWhereThere).collect(Collectors.joining(" union all "))
                : kindsQuestion;
        kindsQuestion = made;
        return made;
    }

    private static String kindWhereThere(FactorSource source) {
        return source.tables().stream()
                .map(table -> "exists (select 1 from " + table + " where user_id = ?1)")
                .collect(Collectors.joining(" or ", "select '" + source.kind().name() + "' where ", ""));
    }

    /** What the user may confirm a change with now; the default first. */
    public List<OwnedFactor> listConfirming(long userId) {
        return listUsable(userId).stream()
                .filter(factor -> factor.kind().confirms())
                .toList();
    }

    /**
     * Whether the user could log in without this factor for good, also by one that is not asked while he has it. What is for need, or
     * stands in, counts for nothing, and neither does a card that he never answered with and that is asked for all the same: it may never
     * have reached him. Codes by message count for nothing where they make room for such a card, or where it is lost together with the phone.
     */
    public boolean hasBeside(long userId, FactorRef without, FactorEnd how) {
        boolean withMessages = how != FactorEnd.LOST || !without.kind().isInPhone();
        List<OwnedFactor> others = listAll(userId).stream()
                .filter(factor -> !factor.ref().equals(without))
                .toList();
        return others.stream()
                .anyMatch(factor -> factor.since().isPresent()
                        && others.stream().noneMatch(factor::yieldsTo)
                        && (withMessages || factor.kind() != FactorKind.SMS)
                        && !factor.kind().isReserve()
                        && !factor.kind().isStandIn());
    }

    /** Whether the user would have something that is made to stay without this factor, too. */
    public boolean hasPermanentBeside(long userId, FactorRef without) {
        return listAll(userId).stream()
                .anyMatch(
                        factor -> !factor.ref().equals(without) && factor.kind().isPermanent());
    }

    /**
     * Whether the user has a factor that has taken the place of this one, so that this one opens no login. One that is gone, or has
     * nothing left to answer with, is not replaced by that.
     */
    public boolean isReplaced(long userId, FactorRef ref) {
        return ref.kind().mayYield()
                && list(userId, ref.kind()::mayYieldTo).anyMatch(other -> get(ref).yieldsTo(other));
    }

    /**
     * Whether what stood in for a lost factor of the user had its time, and nothing has taken its place; a user with nothing else needs the
     * help desk.
     */
    public boolean hasLapsed(long userId) {
        return hasExpired(userId)
                || lapsed(userId).anyMatch(factor -> listAll(userId).stream().noneMatch(factor::yieldsTo));
    }

    /** Whether the user has a factor that was made to stay and that ended by its date, such as a card whose key has expired. */
    public boolean hasExpired(long userId) {
        return sources.stream().anyMatch(source -> source.hasLapsed(userId));
    }

    private Stream<OwnedFactor> lapsed(long userId) {
        return sources.stream().flatMap(source -> source.listLapsed(userId).stream());
    }

    /** Whether the user ever completed a login with a factor, lost one, or had one that the help desk ended: from then on his password alone opens nothing. */
    public boolean wasUsed(long userId) {
        return entities.find(PhoneLoss.class, userId) != null
                || entities.createQuery("select count(u) from FactorUse u where u.userId = :user", Long.class)
                                .setParameter("user", userId)
                                .getSingleResult()
                        > 0;
    }

    /**
     * Whether anything became a factor of the user's after this time: what he began before, when there was nothing to prove, or something
     * else, is then worth no more than its proof.
     */
    public boolean becameSince(long userId, Instant time) {
        return listAll(userId).stream()
                .anyMatch(factor -> factor.since().filter(time::isBefore).isPresent());
    }

    /** A factor is the user's no more. What stood in for one until this one took the place does not come back, and has not lapsed either. */
    public void removed(long userId, FactorRef ref) {
        OwnedFactor gone = get(ref);
        Stream.concat(listAll(userId).stream(), lapsed(userId))
                .filter(factor -> factor.kind().isStandIn() && factor.yieldsTo(gone))
                .forEach(factor -> source(factor.kind()).endStandIn(factor.ref().id()));
    }

    /** What the factor opens now. */
    public Opening opens(FactorRef ref) {
        return source(ref.kind()).opens(ref.id());
    }

    /** A factor that its user has or had. */
    public OwnedFactor get(FactorRef ref) {
        return source(ref.kind()).get(ref.id());
    }

    /** The kind's source, where its factors are answered by typing alone. */
    public Optional<TypedFactor> findTyped(FactorKind kind) {
        return source(kind) instanceof TypedFactor typed ? Optional.of(typed) : Optional.empty();
    }

    /** The kind's source, where devices sign for its factors. */
    public Optional<SignedFactor> findSigned(FactorKind kind) {
        return source(kind) instanceof SignedFactor signed ? Optional.of(signed) : Optional.empty();
    }

    /** The kind's source, where its factors are their user's to name. */
    public Optional<NamedFactor> findNamed(FactorKind kind) {
        return source(kind) instanceof NamedFactor named ? Optional.of(named) : Optional.empty();
    }

    /** The kind's source, where its factors are their user's to remove. */
    public Optional<RemovableFactor> findRemovable(FactorKind kind) {
        return source(kind) instanceof RemovableFactor removable ? Optional.of(removable) : Optional.empty();
    }

    /** A factor that the user could prove himself with now, also one that is not asked while he has others. */
    public Optional<OwnedFactor> findOwn(long userId, String id) {
        return listAll(userId).stream()
                .filter(factor -> factor.ref().id().equals(id))
                .findFirst();
    }

    /** Writes down that the factor completed a login; the user's row is locked. */
    public void use(long userId, FactorRef ref, Instant now) {
        FactorUse known = entities.find(FactorUse.class, ref.id());
        if (known == null) {
            entities.persist(new FactorUse(userId, ref.id(), now));
        } else {
            known.use(now);
        }
    }

    /**
     * Writes down that the user had a factor that the help desk ends, also one that completed no login yet; not one that he never held. The
     * user's row is locked.
     */
    public void noteEnded(long userId, OwnedFactor factor) {
        String id = factor.ref().id();
        factor.since()
                .filter(since -> entities.find(FactorUse.class, id) == null)
                .ifPresent(since -> entities.persist(new FactorUse(userId, id, since)));
    }

    /** When each factor of the user completed a login last, by its id. */
    public Map<String, Instant> lastUses(long userId) {
        return entities.createQuery("select u from FactorUse u where u.userId = :user", FactorUse.class)
                .setParameter("user", userId)
                .getResultStream()
                .collect(Collectors.toMap(FactorUse::factorId, FactorUse::usedAt));
    }

    private List<OwnedFactor> sorted(long userId, List<OwnedFactor> factors) {
        Map<String, Instant> uses = lastUses(userId);
        Function<OwnedFactor, Instant> used =
                factor -> uses.getOrDefault(factor.ref().id(), Instant.MIN);
        return factors.stream()
                .sorted(Comparator.comparing(
                                (OwnedFactor factor) -> !factor.kind().isStandIn())
                        .thenComparing(factor -> factor.kind().isReserve())
                        .thenComparing(used, Comparator.reverseOrder())
                        .thenComparing(OwnedFactor::kind))
                .toList();
    }

    private FactorSource source(FactorKind kind) {
        return sources.stream()
                .filter(source -> source.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no feature has factors of kind " + kind));
    }
}
