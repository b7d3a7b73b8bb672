package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditTrail;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a person: its form, and how it is kept. */
class IdentityTest {

    private static final Identity WHOLE = new Identity(
            Optional.of(LocalDate.of(1984, 3, 5)),
            Optional.of("12 b"),
            Optional.of("SW1A 1AA"),
            List.of("C4X 1977", "Ж-7"));

    /** Nobody else can seal what is recorded under the keys of this class. */
    private static final Database OWN = Databases.empty("identities");

    private final RotatingKeysInMemory keys =
            new RotatingKeysInMemory("i" + UUID.randomUUID().toString().substring(0, 8));
    private final Secrets secrets = new Secrets(keys);
    private final Beans beans = new Beans(OWN).give(DataKeys.class, keys);
    private final SignedInUser user = SignedIn.add(beans);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12345678901", "1\n2"})
    void refusesOtherHouseNumbers(String text) {
        assertThatThrownBy(() -> new Identity(Optional.empty(), Optional.of(text), Optional.empty(), List.of()))
                .hasMessageContaining("houseNumber");
    }

    @Test
    void boundsAreKeptOnBothSides() {
        assertThat(new Identity(
                                Optional.of(LocalDate.of(1900, 1, 1)),
                                Optional.of("1234567890"),
                                Optional.of("123456789012"),
                                Collections.nCopies(10, "x".repeat(40)))
                        .fields())
                .containsExactly("dateOfBirth", "documents", "houseNumber", "postcode");
        assertRefused("dateOfBirth", Optional.of(LocalDate.of(1899, 12, 31)), Optional.empty(), List.of());
        assertRefused("dateOfBirth", Optional.of(LocalDate.of(10_000, 1, 1)), Optional.empty(), List.of());
        assertRefused("postcode", Optional.empty(), Optional.of("1234567890123"), List.of());
        assertRefused("documents", Optional.empty(), Optional.empty(), List.of("x".repeat(41)));
        assertRefused("documents", Optional.empty(), Optional.empty(), Collections.nCopies(11, "x"));
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(Identity.ofText(WHOLE.text())).isEqualTo(WHOLE);
        assertThat(Identity.ofText(Identity.UNKNOWN.text())).isEqualTo(Identity.UNKNOWN);
    }

    @Test
    void itsTextShowsNothing() {
        assertThat(WHOLE).hasToString("Identity[dateOfBirth, documents, houseNumber, postcode]");
    }

    @Test
    void takesThePlaceOfWhatWasKnownAndIsForgotten() {
        Identity other = new Identity(Optional.empty(), Optional.of("7"), Optional.empty(), List.of());
        assertThat(change(WHOLE).identityFields())
                .containsExactly("dateOfBirth", "documents", "houseNumber", "postcode");
        assertThat(known()).isEqualTo(WHOLE);

        assertThat(change(other).identityFields()).containsExactly("houseNumber");
        assertThat(known()).isEqualTo(other);

        assertThat(change(Identity.UNKNOWN).identityFields()).isEmpty();
        assertThat(known()).isEqualTo(Identity.UNKNOWN);
        assertThat(beans.<Boolean>query(entities -> entities.find(UserIdentity.class, user.userId()) == null))
                .isTrue();
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("IDENTITY_CHANGED OK", "IDENTITY_CHANGED OK", "IDENTITY_CHANGED OK");
    }

    @Test
    void aUserIsCreatedWithIt() {
        NewUser made = new NewUser(
                new UserName("u" + UUID.randomUUID().toString().replace("-", "")),
                new Password("secret1"),
                "en",
                "GB",
                Account.OPEN,
                List.of(),
                WHOLE);
        beans.call(UserAdministration.class, users -> users.add(made, "phc", "op"));

        UserView view = beans.call(
                        UserAdministration.class,
                        users -> users.findUser(made.userName().value()))
                .orElseThrow();

        assertThat(view.identityFields()).hasSize(4);
        assertThat(view.toString()).doesNotContain("1984", "SW1A", "C4X");
    }

    @Test
    void movesToTheNewDataKeyAndStaysWhatItIs() {
        change(WHOLE);
        String old = keys.rotate();
        assertThat(count(old)).isEqualTo(1);

        assertThat(beans.<Integer>query(entities -> new SealedIdentities(entities, secrets).reseal(old, 100)))
                .isEqualTo(1);

        assertThat(count(old)).isZero();
        assertThat(count(keys.id())).isEqualTo(1);
        assertThat(known()).isEqualTo(WHOLE);
    }

    @Test
    void opensForItsUserAlone() {
        String sealed = secrets.seal(Purpose.USER_IDENTITY, Long.toString(user.userId()), WHOLE.text());

        assertThatThrownBy(() -> secrets.open(Purpose.USER_IDENTITY, Long.toString(user.userId() + 1), sealed))
                .isInstanceOf(RuntimeException.class);
    }

    private static void assertRefused(
            String field, Optional<LocalDate> born, Optional<String> postcode, List<String> documents) {
        assertThatThrownBy(() -> new Identity(born, Optional.empty(), postcode, documents))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    private UserView change(Identity identity) {
        UserChange change = new UserChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(identity));
        return beans.call(UserAdministration.class, users -> users.change(user.userName(), change, "op"))
                .orElseThrow();
    }

    private Identity known() {
        return beans.call(Identities.class, identities -> identities.get(user.userId()));
    }

    private long count(String keyId) {
        return beans.query(entities -> new SealedIdentities(entities, secrets).countUnder(keyId));
    }
}
